#!/bin/sh
# The Redis of the pod: the real redis-server when it is on PATH, else the small one that this example brings.
# `redis --which` tells which of the two it would be, and starts nothing.
set -eu

if command -v redis-server >/dev/null 2>&1; then
  if [ "${1:-}" = "--which" ]; then
    redis-server --version | sed -n 's/.* v=\([^ ]*\).*/redis-server \1/p'
    exit 0
  fi
  # Secrets are meant to be forgotten: nothing is saved to disk.
  exec redis-server --port "${REDIS_PORT:-6379}" --bind 127.0.0.1 --save "" --appendonly no
fi

if [ "${1:-}" = "--which" ]; then
  echo "embedded (redis-server is not on PATH)"
  exit 0
fi
echo "redis-server is not on PATH: starting the embedded server"
exec "$(dirname -- "$(readlink -f -- "$0")")/redis-embedded"
