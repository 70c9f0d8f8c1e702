/**
 * Refuses an image whose reference is none: it becomes part of arguments and of manifests, in which other characters would
 * mean something.
 */
export const CHECK_IMAGE = `
check_image() {
  case $IMAGE in
    '' | -* | *[!A-Za-z0-9._:/@-]*) echo "this is no reference of an image: $IMAGE" >&2; exit 1 ;;
  esac
}
`.trim();

/** Puts the credentials of the workspace where tools look for them. */
const LOG_IN = `
if [ "$DOCKERCONFIG_BOUND" = true ]; then
  mkdir -p "$HOME/.docker"
  for file in config.json .dockerconfigjson; do
    if [ -f "$DOCKERCONFIG/$file" ]; then cat "$DOCKERCONFIG/$file" > "$HOME/.docker/config.json"; fi
  done
fi
`;

const DIRECTORY = `
check_image
directory=$SOURCE/$CONTEXT
`;

/** Makes flags of the arguments: \`$@\` is then what the tool is to be told of them. */
function argumentsAs(flag: string): string {
  return `
isExtra=false
for given in "$@"; do
  shift
  if [ "$isExtra" = true ]; then set -- "$@" "$given"
  elif [ "$given" = -- ]; then isExtra=true
  else set -- "$@" ${flag}
  fi
done
`;
}

/** Tells the image; what is deployed is its name with the digest, and a tag would only be in the way. */
const RESULTS = `
case $digest in sha256:*) ;; *) echo "there is no digest of the image" >&2; exit 1 ;; esac
name=\${IMAGE%@*}
case \${name##*/} in *:*) name=\${name%:*} ;; esac
printf %s "$IMAGE" > "$(results.IMAGE_URL.path)"
printf %s "$digest" > "$(results.IMAGE_DIGEST.path)"
printf %s "$name@$digest" > "$(results.IMAGE_REF.path)"
`;

/** The parts of a script that builds an image. */
export interface BuildScript {
  /** The shell. @default '/bin/sh' */
  readonly shell?: string;
  /** What the tool is told of one argument of the Dockerfile, `$given`. */
  readonly buildArg: string;
  /** Builds and pushes the image, and leaves its digest in `$digest`. */
  readonly build: string;
}

/** A script that builds an image of `$directory`. */
export function buildScript({ shell = '/bin/sh', buildArg, build }: BuildScript): string {
  const parts = [CHECK_IMAGE, LOG_IN, DIRECTORY, argumentsAs(buildArg), build, RESULTS];
  return `#!${shell}\nset -eu\n${parts.map((part) => part.trim()).join('\n\n')}\n`;
}
