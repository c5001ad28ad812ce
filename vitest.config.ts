import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { ClosingLineReporter } from './test/support/closing-line-reporter.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // On two cores Vitest would use one.
    maxWorkers: availableParallelism(),
    globalSetup: ['test/support/samba-broker.ts', 'test/support/postgres-broker.ts'],
    reporters: ['default', new ClosingLineReporter()],
  },
})
