import type { Json, JsonObject } from '../../model/json.ts'
import type { FaultEntry, PermissionNeeds, StepEntry } from '../../model/reference.ts'
import type { Paint } from './paint.ts'

const VERB_COLUMN = 18
const FIELD_COLUMN = 16

/** The catalogue, a line for each verb. */
export const stepListText = (steps: readonly StepEntry[], paint: Paint): string =>
  [
    ...steps.map(({ verb, summary }) => `${paint.bold(verb.padEnd(VERB_COLUMN))}${summary}`),
    '',
    'More about one: joinery steps ad.account',
  ].join('\n')

/** One verb in full. */
export const stepEntryText = (step: StepEntry, paint: Paint): string =>
  [
    `${paint.bold(step.verb)}  ${step.summary}`,
    '',
    step.about,
    '',
    paint.cyan('Input'),
    ...inputLines(step.input as JsonObject, paint),
    ...(Object.keys(step.outputs).length > 0 ? ['', paint.cyan('In scope for later steps')] : []),
    ...Object.entries(step.outputs).map(([name, type]) => `  steps.<id>.${name}  ${paint.dim(type)}`),
    '',
    paint.cyan('Examples'),
    ...step.examples.flatMap(({ title, yaml, plans }) => [
      `  # ${title}`,
      ...indented(yaml),
      ...plans.map((plan) => paint.dim(`  #   plans: ${plan}`)),
      '',
    ]),
  ].join('\n')

const indented = (text: string): readonly string[] => text.split('\n').map((line) => `  ${line}`)

const inputLines = (schema: JsonObject, paint: Paint): readonly string[] => {
  const lines = propertyLines(schema, '', paint)
  return lines.length > 0 ? lines : [`  ${String(schema['description'] ?? 'nothing: {}')}`]
}

/** A line for each key; a map that says nothing of itself is shown by its own keys, as `to.folder`. */
const propertyLines = (schema: JsonObject, path: string, paint: Paint): readonly string[] => {
  const properties = Object.entries((schema['properties'] ?? {}) as { readonly [name: string]: JsonObject })
  const required = (schema['required'] ?? []) as readonly Json[]
  return properties.flatMap(([name, property]) => {
    const must = required.includes(name) && property['default'] === undefined ? paint.yellow(' (needed)') : ''
    const own = `  ${paint.bold(`${path}${name}`.padEnd(FIELD_COLUMN))}${String(property['description'] ?? '')}${must}`
    const inner = propertyLines(property, `${path}${name}.`, paint)
    return property['description'] === undefined && inner.length > 0 ? inner : [own]
  })
}

/** The faults, a line each. */
export const faultListText = (faults: readonly FaultEntry[], paint: Paint): string =>
  faults.map(({ code, title }) => `${paint.bold(code.padEnd(32))}${title}`).join('\n')

/** One fault in full. */
export const faultEntryText = ({ code, title, about, hint }: FaultEntry, paint: Paint): string =>
  [`${paint.bold(title)} ${paint.dim(`(${code})`)}`, '', about, '', `What to do: ${hint}`].join('\n')

/** The least rights for some playbooks. */
export const permissionsText = ({ playbooks, ad, graph, exchange }: PermissionNeeds, paint: Paint): string =>
  [
    `For ${playbooks.join(', ')}:`,
    '',
    paint.cyan('Active Directory (delegate to the account of ad.user, on the OUs with people and groups)'),
    ...ad.map((right) => `  ${right}`),
    '',
    paint.cyan('Microsoft Graph (application permissions of the app registration)'),
    ...graph.map((scope) => `  ${scope}`),
    ...(exchange.length === 0
      ? []
      : [
          '',
          paint.cyan(
            'Exchange Online, where there is a driver for it (Exchange.ManageAsApp, and a role group with these roles)',
          ),
          ...exchange.map((role) => `  ${role}`),
        ]),
  ].join('\n')
