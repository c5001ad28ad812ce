import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { checkShape } from '../../src/files/check-shape.ts'
import { readYaml } from '../../src/files/read-yaml.ts'
import { findings, messages, value } from '../support/checked.ts'

const step = z.strictObject({
  ou: z.string(),
  enabled: z.boolean().optional(),
  groups: z.array(z.string().min(1)).optional(),
})
const schema = z.strictObject({
  name: z.string(),
  mode: z.enum(['hybrid', 'cloud', 'ad']).optional(),
  ad: z
    .union([z.literal('practice'), z.strictObject({ servers: z.array(z.string()).min(1), user: z.string() })])
    .optional(),
  steps: z.array(step).optional(),
})

const source = (text: string) => value(readYaml(text, 'playbook.yaml'))
const check = (text: string) => checkShape(schema, source(text))

test('what fits is answered as the schema makes it', () => {
  expect(value(check('name: onboard\nad: practice\n'))).toEqual({ name: 'onboard', ad: 'practice' })
})

describe('each finding says what, where and what to write', () => {
  const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
    [
      'a number in place of a text',
      'name: 00123',
      '1:7 file/wrong-value',
      ['name: 00123 is read as the number 123', '"00123"'],
    ],
    ['a surname Null', 'name: Null', '1:7 file/wrong-value', ['Null is read as nothing', '"Null"']],
    [
      'a truth value in place of a text',
      'name: True',
      '1:7 file/wrong-value',
      ['True is read as the truth value true', '"True"'],
    ],
    ['a list in place of a text', 'name: [a]', '1:7 file/wrong-value', ['text is needed here, and this is a list']],
    ['a key without a value', 'name:', '1:6 file/wrong-value', ['name: it has no value']],
    ['a missing key', 'mode: ad', '1:1 file/wrong-value', ['name: it is missing; text is needed']],
    ['an unknown key', 'name: a\nnam: b', '2:1 file/unknown-key', ['"nam" is not known here', 'Did you mean "name"?']],
    [
      'an unknown key like nothing known',
      'name: a\nzzz: b',
      '2:1 file/unknown-key',
      ['Known here: name, mode, ad, steps'],
    ],
    [
      'a value of a closed set',
      'name: a\nmode: hybird',
      '2:7 file/wrong-value',
      ['Did you mean "hybrid"?', 'hybrid, cloud, ad'],
    ],
    [
      'a slip deep inside',
      'name: a\nsteps:\n  - ou: x\n    enable: true',
      '4:5 file/unknown-key',
      ['under steps[1]', '"enabled"'],
    ],
    [
      'an empty text',
      'name: a\nsteps:\n  - ou: x\n    groups: [""]',
      '4:14 file/wrong-value',
      ['steps[1].groups[1]: it is empty'],
    ],
    [
      'a union whose nearest form is meant',
      'name: a\nad: { server: [x], user: y }',
      '2:7 file/unknown-key',
      ['Did you mean "servers"?'],
    ],
    [
      'a union of which no form is near',
      'name: a\nad: 5',
      '2:5 file/wrong-value',
      ['this is a number', 'practice or a map'],
    ],
    ['a wrong word in a union', 'name: a\nad: [x]', '2:5 file/wrong-value', ['this is a list', 'practice or a map']],
  ]
  test.each(cases)('%s', (_name, text, finding, words) => {
    const checked = check(text)

    expect(findings(checked)).toContain(`playbook.yaml:${finding}`)
    for (const word of words) expect(messages(checked).join('\n')).toContain(word)
  })
})

test('all findings are told, in the order of the file', () => {
  const checked = check('zzz: 1\nname: 5\nmode: x\nsteps: 7\n')

  expect(findings(checked)).toEqual([
    'playbook.yaml:1:1 file/unknown-key',
    'playbook.yaml:2:7 file/wrong-value',
    'playbook.yaml:3:7 file/wrong-value',
    'playbook.yaml:4:8 file/wrong-value',
  ])
})

test('a part of a file is checked in its place', () => {
  const whole = source('first:\n  steps:\n    - ou: 7\n')

  const checked = checkShape(step, whole, { at: ['first', 'steps', 0] })

  expect(findings(checked)).toEqual(['playbook.yaml:3:11 file/wrong-value'])
  expect(messages(checked)[0]).toContain('first.steps[1].ou')
})

test('keys that another checker knows are suggested too', () => {
  const checked = checkShape(step, source('ou: x\nwhne: y'), { knownKeys: ['when'] })

  expect(messages(checked)[0]).toContain('Did you mean "when"?')
})

test('a file that could hold a secret by mistake is not quoted', () => {
  const checked = checkShape(z.strictObject({ user: z.string() }), source('user: 12345678'), { echo: false })

  expect(messages(checked).join()).not.toContain('12345678')
})

test('words of a schema of its own are used', () => {
  const even = z.number().refine((n) => n % 2 === 0, 'it is odd')

  expect(messages(checkShape(z.strictObject({ n: even }), source('n: 3')))[0]).toContain('n: it is odd')
})
