// Prints how many tests of a vitest report passed, failed and were skipped. A run that ends badly without a failed test
// (no report, a file that can't be loaded) counts as one failure.
const { readFileSync } = require('node:fs');

const [, , path, exitCode] = process.argv;
let passed = 0;
let failed = 0;
let skipped = 0;
try {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  passed = report.numPassedTests;
  failed = report.numFailedTests;
  skipped = report.numPendingTests + report.numTodoTests;
} catch {
  failed = 1;
}
if (exitCode !== '0' && failed === 0) failed = 1;
console.log(passed, failed, skipped);
