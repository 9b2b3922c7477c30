#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what Limbeck needs on Debian 12, and nothing else. Every package that building, running or testing needs is
# named here, in one of two lists.
#
#   packaging/setup.sh            to build and run
#   packaging/setup.sh --tests    to pass the tests as well
set -euo pipefail

build=(
  g++ cmake ninja-build ccache mold pkg-config dpkg-dev
  qt6-base-dev qt6-svg-dev
  libqscintilla2-qt6-dev libgraphviz-dev qtkeychain-qt6-dev
  libtomlplusplus-dev libexpected-dev libpq-dev libmariadb-dev libsqlite3-dev
  libgl1-mesa-dri fonts-inter fonts-hack
)
tests=(
  postgresql-15 pgbouncer mariadb-server sqlite3 postgresql-client-15 mariadb-client
  alembic python3 python3-psycopg2 python3-pymysql
  libqt6sql6-sqlite xvfb xauth clang clang-format clang-tidy libclang-rt-14-dev libbenchmark-dev git openssl
  dbus-daemon gnome-keyring libsecret-1-0
)

wanted=("${build[@]}")
if [ "${1:-}" = "--tests" ]; then
  wanted+=("${tests[@]}")
fi

missing=()
for package in "${wanted[@]}"; do
  if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
    missing+=("$package")
  fi
done
if [ ${#missing[@]} -eq 0 ]; then
  exit 0
fi

sudo=()
if [ "$(id -u)" -ne 0 ]; then
  sudo=(sudo)
fi
echo "Installing ${#missing[@]} packages: ${missing[*]}" >&2
"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q
# policy-rc.d is left alone: Debian starts postgresql and mariadb after installing them; the tests use private instances.
"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
