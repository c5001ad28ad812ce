import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { CaseResult } from '../../src/model/playbook-case.ts'
import { documentOf, runJoinery } from '../support/run-joinery.ts'
import { root } from '../support/source-files.ts'

/** Many companies are founded; the machine may be at other work as well. */
const LONGEST_MS = 300_000

const shipped = readdirSync(join(root, 'playbooks')).filter((name) =>
  existsSync(join(root, 'playbooks', name, 'playbook.yaml')),
)

/** What differs, case by case, as somebody at the terminal would see it. */
const told = (results: readonly CaseResult[]): string =>
  results
    .filter(({ differences }) => differences.length > 0)
    .map(({ name, mode, differences }) => [`${name} (${mode})`, ...differences].join('\n'))
    .join('\n\n')

describe('the playbooks that ship', () => {
  test.each(shipped)(
    '%s leaves the directories as its cases say',
    async (playbook) => {
      const cwd = mkdtempSync(join(tmpdir(), 'joinery-'))
      onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))

      const end = await runJoinery(['test', playbook, '--json'], { cwd })

      const { cases } = documentOf<{ readonly cases: readonly CaseResult[] }>(end)
      expect(told(cases)).toBe('')
      expect(cases.length).toBeGreaterThanOrEqual(5)
      expect(end.code, end.stderr).toBe(0)
    },
    LONGEST_MS,
  )
})
