# The program on Alpine with nothing else: no npm, no compiler, no root.
#
#   docker build --tag lambda-inventory .
#   docker run --rm -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY -e AWS_SESSION_TOKEN lambda-inventory --format tsv
FROM node:22-alpine AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM alpine:3.22
RUN apk add --no-cache nodejs ca-certificates \
  && adduser -D -H -u 10001 inventory
COPY --from=build /build/package.json /app/package.json
COPY --from=build /build/dist /app/dist
RUN ln -s /app/dist/main.js /usr/local/bin/lambda-inventory
# Reports go to a folder that is mounted: docker run -v "$PWD:/work"
WORKDIR /work
USER 10001
ENV NODE_ENV=production
ENTRYPOINT ["node", "/app/dist/main.js"]
