import { z } from 'zod'
import { practiceFaultSettings } from '../../src/model/practice-fault-settings.ts'
import { namedFaults } from '../../src/practice/faults/named-faults.ts'

interface Schema {
  readonly properties?: { readonly [name: string]: Schema & { readonly description?: string } }
  readonly description?: string
}

/** What of the practice tenant can be made to go wrong. */
export const practiceFaultsReadme = (): string => {
  const schema = z.toJSONSchema(practiceFaultSettings, { io: 'input' }) as Schema
  return [
    '# What goes wrong on purpose',
    '',
    'Made from the code by `npm run docs`. `joinery practice start --faults NAME`, or a file in YAML or JSON with settings of your own; a case of a',
    'playbook names its faults in the same way. The same `seed` gives the same faults to the same sequence of requests.',
    '',
    '| name | what goes wrong | the same in a file |',
    '| --- | --- | --- |',
    ...Object.entries(namedFaults).map(
      ([name, { about, settings }]) => `| \`${name}\` | ${about} | \`${JSON.stringify(settings)}\` |`,
    ),
    '',
    '## Settings',
    '',
    'Shares are of requests, from 0 to 1; those of one side add up to 1 at most, for a request meets one fault. Times are in milliseconds.',
    '',
    '| setting | what it does |',
    '| --- | --- |',
    ...rowsOf('', schema),
    '',
  ].join('\n')
}

const rowsOf = (path: string, { properties = {} }: Schema): readonly string[] =>
  Object.entries(properties).flatMap(([name, schema]) => {
    const at = path === '' ? name : `${path}.${name}`
    return schema.properties ? rowsOf(at, schema) : [`| \`${at}\` | ${schema.description ?? ''} |`]
  })
