import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node'

/** Ends the run with one plain line, `N passed, N failed[, N skipped]`, after everything else that is printed. */
export default class PlainLine implements Reporter {
  private count = { passed: 0, failed: 1, skipped: 0 }

  onInit(): void {
    process.on('exit', (code) => this.print(code))
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    this.count = { passed: 0, failed: unhandled.length, skipped: 0 }
    for (const module of modules) this.countModule(module)
  }

  private countModule(module: TestModule): void {
    for (const test of module.children.allTests()) this.countTest(test)
    // A file that does not load, or a broken beforeAll, is a failure no test reports.
    for (const part of [module, ...module.children.allSuites()]) if (hasOwnError(part)) this.count.failed++
  }

  private countTest(test: TestCase): void {
    const { state } = test.result()
    if (state !== 'pending') this.count[state]++
  }

  private print(code: number): void {
    const { passed, failed, skipped } = this.count
    if (passed + failed === 0) process.exitCode = 1
    // A set-up that broke, or nothing to run: whatever ends in failure also says so.
    const shown = failed || (code === 0 && passed > 0 ? 0 : 1)
    process.stdout.write(`${passed} passed, ${shown} failed${skipped ? `, ${skipped} skipped` : ''}\n`)
  }
}

function hasOwnError(part: TestModule | TestSuite): boolean {
  return part.errors().length > 0
}
