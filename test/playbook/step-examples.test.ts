import { expect, test } from 'vitest'
import { loadPlaybook } from '../../src/playbook/load-playbook.ts'
import { steps } from '../../src/steps/catalogue.ts'
import { findings } from '../support/checked.ts'

const examples = [...steps.values()].flatMap((step) =>
  step.examples.map((example) => ({ verb: step.verb, ...example })),
)

/** Steps whose outputs examples use, unless the example has a step of that id itself. */
const before = ['- id: account\n  ad.account: { ou: OU=Staff }', '- id: pass\n  entra.pass: {}']

test.each(examples)('the documented example of $verb, "$title", passes every static check', ({ yaml }) => {
  const needed = before.filter((step) => !yaml.includes(step.split('\n')[0] ?? ''))
  const indented = [...needed, yaml].join('\n').replace(/^/gm, '  ')

  expect(findings(loadPlaybook(`name: example\nsteps:\n${indented}\n`, 'example.yaml', { steps }))).toEqual([])
})
