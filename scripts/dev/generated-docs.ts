import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { faultEntries, stepEntries } from '../../src/app/reference-entries.ts'
import { parseCommandLine } from '../../src/cli/parse-command-line.ts'
import { caseFile } from '../../src/model/playbook-case.ts'
import type { FaultEntry, StepEntry } from '../../src/model/reference.ts'
import { playbookSchemaText } from '../../src/playbook/playbook-schema.ts'
import { steps } from '../../src/steps/catalogue.ts'
import { ldapReadme } from './ldap-readme.ts'
import { playbooksReadme } from './playbooks-readme.ts'
import { practiceFaultsReadme } from './practice-faults-readme.ts'

const root = join(import.meta.dirname, '..', '..')

/** Every document that is made from the code, by its path in the repository. */
export const generatedDocs = async (): Promise<ReadonlyMap<string, string>> =>
  new Map([
    ['playbooks/playbook.schema.json', playbookSchemaText(steps.values())],
    [
      'playbooks/cases.schema.json',
      `${JSON.stringify(z.toJSONSchema(caseFile, { target: 'draft-7', io: 'input' }), null, 2)}\n`,
    ],
    ['src/steps/README.md', stepReference(stepEntries())],
    ['src/model/faults/README.md', faultReference(faultEntries())],
    ['src/practice/ldap/README.md', ldapReadme()],
    ['README.md', await readmeWithHelp()],
    ['playbooks/README.md', await playbooksReadme()],
    ['src/practice/faults/README.md', practiceFaultsReadme()],
  ])

const stepReference = (entries: readonly StepEntry[]): string =>
  [
    '# Steps',
    '',
    'Made from the code by `npm run docs`; the same as `joinery steps`.',
    '',
    ...entries.flatMap(stepSection),
  ].join('\n')

const stepSection = (step: StepEntry): readonly string[] => [
  `## ${step.verb}`,
  '',
  step.summary,
  '',
  step.about,
  '',
  ...inputTable(step),
  ...(Object.keys(step.outputs).length > 0
    ? [
        `In scope for later steps: ${Object.entries(step.outputs)
          .map(([name, type]) => `\`${name}\` (${type})`)
          .join(', ')}.`,
        '',
      ]
    : []),
  ...step.examples.flatMap(({ title, yaml, plans }) => [
    `${title}:`,
    '',
    '```yaml',
    yaml,
    '```',
    '',
    ...plans.map((plan) => `* ${plan}`),
    '',
  ]),
]

const inputTable = ({ input }: StepEntry): readonly string[] => {
  const { properties = {}, description } = input as {
    readonly properties?: { readonly [name: string]: { readonly description?: string } }
    readonly description?: string
  }
  const rows = Object.entries(properties).map(
    ([name, property]) => `| \`${name}\` | ${(property.description ?? '').replaceAll('|', '\\|')} |`,
  )
  if (rows.length > 0) return ['| input | |', '| --- | --- |', ...rows, '']
  return description ? [description, ''] : ['It has no input: `{}`.', '']
}

const faultReference = (entries: readonly FaultEntry[]): string =>
  [
    '# Faults',
    '',
    'Made from the code by `npm run docs`; the same as `joinery explain CODE`. Codes are permanent.',
    '',
    '| code | what it is | category | what it means |',
    '| --- | --- | --- | --- |',
    ...entries.map(
      ({ code, title, category, about }) =>
        `| \`${code}\` | ${title} | ${category} | ${about.replaceAll('|', '\\|')} |`,
    ),
    '',
  ].join('\n')

const BEGIN = '<!-- help: made by npm run docs -->'
const END = '<!-- help ends -->'

/** README with its block of `joinery --help` as it is. */
const readmeWithHelp = async (): Promise<string> => {
  const text = await readFile(join(root, 'README.md'), 'utf8')
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (from < 0 || to < from) throw new Error(`README.md lacks the marks ${BEGIN} and ${END}`)
  const line = await parseCommandLine(['--help'], '')
  const help = line.asks === 'text' ? line.text : ''
  return `${text.slice(0, from)}${BEGIN}\n\n\`\`\`\n${help.trim()}\n\`\`\`\n\n${text.slice(to)}`
}
