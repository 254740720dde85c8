# The program on Alpine with nothing else: no npm, no compiler, no root.
#
#   docker build --tag lambda-inventory .
#   docker run --rm -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY -e AWS_SESSION_TOKEN lambda-inventory --format tsv
#
# With profiles, and a report in this folder (as yourself, since 10001 may not write there):
#
#   docker run --rm --user "$(id -u)" -v "$PWD:/work" -v "$HOME/.aws:/aws:ro" \
#     -e AWS_CONFIG_FILE=/aws/config -e AWS_SHARED_CREDENTIALS_FILE=/aws/credentials \
#     lambda-inventory --profile prod --output report.html --format html
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
WORKDIR /work
USER 10001
ENV NODE_ENV=production
ENTRYPOINT ["node", "/app/dist/main.js"]
