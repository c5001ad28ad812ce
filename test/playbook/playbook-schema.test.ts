import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src/model/json.ts'
import { playbookSchema, playbookSchemaText } from '../../src/playbook/playbook-schema.ts'
import { steps } from '../../src/steps/catalogue.ts'

/** Follows keys into a schema. */
const at = (schema: JsonObject, ...path: readonly (string | number)[]): unknown => {
  let here: unknown = schema
  for (const key of path) here = (here as { readonly [key: string | number]: unknown } | undefined)?.[key]
  return here
}

describe('the schema for editors', () => {
  const schema = playbookSchema(steps.values())
  const step = ['properties', 'steps', 'items']

  test('is draft-07 and knows every verb beside the frame of a step, one of them at a time', () => {
    expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#')
    expect(Object.keys(at(schema, ...step, 'properties') as object)).toEqual([
      'id',
      'title',
      'when',
      'for-each',
      'needs',
      'if-fails',
      ...[...steps.keys()].sort(),
    ])
    expect(at(schema, ...step, 'additionalProperties')).toBe(false)
    expect(at(schema, ...step, 'oneOf')).toEqual([...steps.keys()].sort().map((verb) => ({ required: [verb] })))
    expect(schema['required']).toEqual(['name', 'steps'])
  })

  test('describes each verb and each of its inputs', () => {
    expect(at(schema, ...step, 'properties', 'ad.groups', 'description')).toContain(
      "The person's Active Directory account is in these groups.",
    )
    expect(at(schema, ...step, 'properties', 'ad.account', 'anyOf', 0, 'properties', 'ou', 'description')).toContain(
      'The OU the account belongs to',
    )
  })

  test('lets every value be an expression', () => {
    const input = at(schema, ...step, 'properties', 'ad.account', 'anyOf') as readonly JsonObject[]

    expect(input[1]).toEqual({ $ref: '#/definitions/expression' })
    expect(at(input[0] ?? {}, 'properties', 'enabled', 'anyOf')).toEqual([
      { type: 'boolean' },
      { $ref: '#/definitions/expression' },
    ])
    expect(at(input[0] ?? {}, 'properties', 'password', 'anyOf', 1)).toEqual({ $ref: '#/definitions/expression' })
    const pattern = new RegExp(String(at(schema, 'definitions', 'expression', 'pattern')))
    expect(pattern.test('${{ person.title }}')).toBe(true)
    expect(pattern.test('person.title')).toBe(false)
  })

  test('does not depend on the order of the catalogue', () => {
    expect(playbookSchemaText([...steps.values()].reverse())).toBe(playbookSchemaText(steps.values()))
  })

  test('in the repository is that of the steps; npm run docs writes it', () => {
    const stored = readFileSync(new URL('../../playbooks/playbook.schema.json', import.meta.url), 'utf8')

    expect(stored).toBe(playbookSchemaText(steps.values()))
  })
})
