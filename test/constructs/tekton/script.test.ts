import { expect, test } from 'vitest';
import { scriptText } from '../../../constructs/tekton/script';

test.each([
  ['a script of one line stays as it is', 'echo hello', 'echo hello'],
  ['empty lines before the first are taken away', '\n\n  #!/bin/bash\n  echo', '#!/bin/bash\necho\n'],
  [
    'shared indentation is taken away, further indentation stays',
    '\n  if a; then\n    b\n  fi\n',
    'if a; then\n  b\nfi\n',
  ],
  ['empty lines between do not count', '\n    a\n\n    b\n  ', 'a\n\nb\n'],
  ['lines without indentation keep all others as they are', 'a\n  b\n', 'a\n  b\n'],
  ['nothing stays nothing', '', ''],
])('%s', (_, script, text) => {
  expect(scriptText(script)).toBe(text);
});
