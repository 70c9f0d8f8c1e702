/** What is used to log in: copies with no rights for others, since git and ssh refuse files that others may read. */
const CREDENTIALS = `
umask 077
if [ "$BASIC_AUTH_BOUND" = true ]; then
  for file in .gitconfig .git-credentials; do
    if [ -f "$BASIC_AUTH/$file" ]; then cat "$BASIC_AUTH/$file" > "$HOME/$file"; fi
  done
  if [ -f "$BASIC_AUTH/password" ]; then
    # Told to this host alone, and read when git asks.
    origin=$(printf %s "$URL" | sed 's|^\\([a-z]*://\\)\\([^/@]*@\\)\\{0,1\\}\\([^/]*\\).*|\\1\\3|')
    git config --global "credential.$origin.helper" \\
      '!f() { printf "username=%s\\npassword=%s\\n" "$(cat "$BASIC_AUTH/username")" "$(cat "$BASIC_AUTH/password")"; }; f'
  fi
fi
if [ "$SSH_BOUND" = true ]; then
  mkdir -p "$HOME/.ssh"
  for file in "$SSH_DIRECTORY"/*; do cat "$file" > "$HOME/.ssh/\${file##*/}"; done
  # ssh looks into the home that the image gives its user, and not into HOME.
  GIT_SSH_COMMAND="ssh -o BatchMode=yes -o UserKnownHostsFile=$HOME/.ssh/known_hosts"
  if [ -f "$HOME/.ssh/config" ]; then GIT_SSH_COMMAND="$GIT_SSH_COMMAND -F $HOME/.ssh/config"; fi
  for key in "$HOME"/.ssh/id_* "$HOME/.ssh/ssh-privatekey"; do
    case $key in *.pub) continue ;; esac
    if [ -f "$key" ]; then GIT_SSH_COMMAND="$GIT_SSH_COMMAND -i $key"; fi
  done
  export GIT_SSH_COMMAND
fi
if [ "$CA_BOUND" = true ]; then export GIT_SSL_CAINFO="$CA_DIRECTORY/$CA_FILE"; fi
umask 022
`;

/** A directory that is empty, and that git trusts whoever owns it. */
const DIRECTORY = `
checkout=$OUTPUT\${SUBDIRECTORY:+/$SUBDIRECTORY}
mkdir -p "$checkout"
cd "$checkout"
if [ "$DELETE_EXISTING" = true ]; then find . -mindepth 1 -maxdepth 1 -exec rm -rf {} +; fi
git config --global --add safe.directory "$checkout"
git init --quiet
git config http.sslVerify "$SSL_VERIFY"
git config remote.origin.url "$URL"
`;

const FETCH = `
if [ "$#" -gt 0 ]; then git sparse-checkout set -- "$@"; fi
if [ "$DEPTH" = 0 ]; then set -- --tags; else set -- "--depth=$DEPTH"; fi
if git fetch --quiet --force "$@" -- origin "\${REVISION:-HEAD}"; then
  commit=$(git rev-parse --verify 'FETCH_HEAD^{commit}')
else
  # Not every server gives a commit that is asked for by its id, and none by a part of it.
  git fetch --quiet --force --tags -- origin '+refs/heads/*:refs/remotes/origin/*'
  commit=$(git rev-parse --verify --end-of-options "$REVISION^{commit}")
fi
git -c advice.detachedHead=false checkout --quiet --force "$commit"
if [ "$SUBMODULES" = true ]; then
  case $DEPTH in 0) set -- ;; *) set -- "--depth=$DEPTH" ;; esac
  git submodule --quiet update --init --recursive "$@"
fi
`;

const RESULTS = `
repository=$(printf %s "$URL" | sed 's|^\\([a-z]*://\\)[^/@]*:[^/@]*@|\\1|')
printf %s "$commit" > "$(results.commit.path)"
printf %s "$repository" > "$(results.url.path)"
printf %s "$(git log -1 --format=%ct)" > "$(results.committer-date.path)"
printf %s "$commit" > "$(results.CHAINS-GIT_COMMIT.path)"
printf %s "$repository" > "$(results.CHAINS-GIT_URL.path)"
`;

/** Clones what its environment says; its arguments are the directories that are wanted. */
export const GIT_CLONE_SCRIPT = `#!/bin/sh
set -eu
${[CREDENTIALS, DIRECTORY, FETCH, RESULTS].map((part) => part.trim()).join('\n\n')}
`;
