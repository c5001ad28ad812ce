import { z } from 'zod'
import type { Json, JsonObject } from '../model/json.ts'
import type { Step } from '../steps/step.ts'
import { playbookFrame } from './load-playbook.ts'
import { stepFrame } from './step-frame.ts'

const EXPRESSION = '#/definitions/expression'
const expression: JsonObject = {
  type: 'string',
  pattern: '\\$\\{\\{[\\s\\S]*\\}\\}',
  description: 'An expression: ${{ person.title }}',
}

/**
 * The JSON Schema (draft-07) of playbooks for this catalogue of steps. Editors complete and check with it: the first line of a playbook names
 * the file. Every value may also be an expression, which only `joinery check` understands.
 */
export const playbookSchema = (steps: Iterable<Step>): JsonObject => {
  const top = schemaOf(playbookFrame)
  const { steps: list, ...properties } = propertiesOf(top)
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Joinery playbook',
    ...top,
    properties: {
      ...properties,
      let: { ...asObject(properties['let']), additionalProperties: true },
      steps: { ...asObject(list), items: stepSchema(steps) },
    },
    definitions: { expression },
  }
}

/** One object with every verb, of which exactly one is there: editors then complete the verbs, which they do not over alternatives. */
const stepSchema = (steps: Iterable<Step>): JsonObject => {
  const sorted = [...steps].sort((a, b) => (a.verb < b.verb ? -1 : 1))
  const verbs = sorted.map(
    (step) =>
      [
        step.verb,
        { description: `${step.summary}\n\n${step.about}`, ...asObject(allowExpressions(schemaOf(step.input))) },
      ] as const,
  )
  return {
    type: 'object',
    additionalProperties: false,
    properties: { ...propertiesOf(schemaOf(stepFrame)), ...Object.fromEntries(verbs) },
    oneOf: sorted.map(({ verb }) => ({ required: [verb] })),
  }
}

const schemaOf = (schema: z.ZodType): JsonObject => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
  }) as JsonObject
  return rest
}

const asObject = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
const propertiesOf = (schema: JsonObject): JsonObject => asObject(schema['properties'])
const mapValues = (object: JsonObject, change: (value: Json) => Json): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]))

/** A schema whose values, and those inside of it, may be expressions as well. */
const allowExpressions = (value: Json): Json => {
  const schema = asObject(value)
  const inner: JsonObject = { ...schema, ...insideOf(schema) }
  if (takesAnyText(schema)) return inner
  const { description, default: preset, ...form } = inner
  return {
    ...(description === undefined ? {} : { description }),
    ...(preset === undefined ? {} : { default: preset }),
    anyOf: [form, { $ref: EXPRESSION }],
  }
}

const takesAnyText = (schema: JsonObject): boolean => {
  if (Object.keys(schema).every((key) => key === 'description')) return true
  return (
    schema['type'] === 'string' && !['enum', 'const', 'pattern', 'format', 'maxLength'].some((key) => key in schema)
  )
}

/** The parts of a schema that are schemas of inner values. */
const insideOf = (schema: JsonObject): JsonObject => ({
  ...(schema['properties'] ? { properties: mapValues(propertiesOf(schema), allowExpressions) } : {}),
  ...(Array.isArray(schema['items'])
    ? { items: schema['items'].map(allowExpressions) }
    : schema['items']
      ? { items: allowExpressions(schema['items']) }
      : {}),
  ...(typeof schema['additionalProperties'] === 'object'
    ? { additionalProperties: allowExpressions(schema['additionalProperties']) }
    : {}),
  ...(Array.isArray(schema['anyOf']) ? { anyOf: schema['anyOf'].map(inAlternative) } : {}),
  ...(Array.isArray(schema['allOf']) ? { allOf: schema['allOf'].map(inAlternative) } : {}),
})

/** Inside an alternative: the expression in place of the whole stands beside the alternatives already. */
const inAlternative = (value: Json): Json => ({ ...asObject(value), ...insideOf(asObject(value)) })

/** The schema as it stands in `playbooks/playbook.schema.json`. */
export const playbookSchemaText = (steps: Iterable<Step>): string =>
  `${JSON.stringify(playbookSchema(steps), null, 2)}\n`

/** The JSON Schema (draft-07) of one step's input, without expressions: what the values have to be in the end. */
export const stepInputSchema = (input: Step['input']): JsonObject => schemaOf(input)
