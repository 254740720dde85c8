# The program and Node.js on Debian, with nothing else added: no npm, no compiler, not root. It runs with a read-only root file system.
#
#   docker build --tag lambda-inventory .
#   docker run --rm --read-only -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY -e AWS_SESSION_TOKEN lambda-inventory --format tsv
#
# With profiles, and a report in this folder (as yourself, because user 10001 may not write there):
#
#   docker run --rm --read-only --user "$(id -u):$(id -g)" -v "$PWD:/work" -v "$HOME/.aws:/aws:ro" \
#     -e AWS_CONFIG_FILE=/aws/config -e AWS_SHARED_CREDENTIALS_FILE=/aws/credentials \
#     lambda-inventory --profile prod --output report.html
#
# Both images can be replaced, e.g. by copies in your registry, pinned to a digest: NODE_IMAGE needs Node.js and npm in
# /usr/local, BASE_IMAGE needs glibc and libstdc++.
ARG NODE_IMAGE=node:24-trixie-slim
ARG BASE_IMAGE=debian:trixie-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build
# Node.js 26 needs libatomic, which the slim image does not have.
RUN mkdir /libraries && node -e 'for (const path of process.report.getReport().sharedObjects) \
  if (path.includes("/libatomic.")) fs.copyFileSync(path, "/libraries/libatomic.so.1")'

FROM ${BASE_IMAGE}
COPY --from=build /usr/local/bin/node /usr/local/bin/node
COPY --from=build /libraries /usr/lib
COPY --from=build /build/package.json /app/package.json
COPY --from=build /build/LICENSE /app/LICENSE
COPY --from=build /build/dist /app/dist
RUN ln -s /app/dist/main.js /usr/local/bin/lambda-inventory
WORKDIR /work
USER 10001:10001
ENV NODE_ENV=production
ENTRYPOINT ["node", "/app/dist/main.js"]
