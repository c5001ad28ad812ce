import { z } from 'zod'
import type { SourcePath, YamlSource } from '../files/yaml-source.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { Fault } from '../model/fault.ts'
import type { Step } from '../steps/step.ts'
import { checkInput, unknownKey } from './check-input.ts'
import { hasExpression } from './expressions/template.ts'

const plainText = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => !hasExpression(text), { message: 'it is shown as it stands; expressions are not evaluated here' })

/** What may stand beside the verb of a step. Their descriptions end up in the editor's schema. */
export const stepFrame = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, {
      message: 'an id is made of letters, digits, - and _ and begins with a letter',
    })
    .optional()
    .describe('Name of the step for `needs` and for expressions: steps.<id>.<output>. Default: the verb.'),
  title: plainText.optional().describe('What the step is for, in the words of this organisation.'),
  when: z.union([z.boolean(), z.string()]).optional().describe('The step applies only where this is true.'),
  'for-each': z
    .union([z.array(z.unknown()), z.string()])
    .optional()
    .describe('Runs the step once for each item of a list; the item is called `item`.'),
  needs: z.array(z.string()).optional().describe('Ids of steps all of whose changes must hold first.'),
  'if-fails': z
    .enum(['stop', 'continue'])
    .optional()
    .describe("What becomes of the person's later changes when one of this step fails. Default: stop."),
})

const frameKeys = Object.keys(stepFrame.shape)

/** A step's frame with its verb; `step` is undefined where the verb does not exist. */
export interface FramedStep {
  readonly id: string
  readonly verb: string
  readonly path: SourcePath
  readonly step: Step | undefined
  readonly frame: z.output<typeof stepFrame>
}

/** Takes frame and verb apart. Answers null where there is no single verb to go on with. */
export const readStepFrame = (
  entry: { readonly [key: string]: unknown },
  path: SourcePath,
  context: {
    readonly source: YamlSource
    readonly steps: ReadonlyMap<string, Step>
    readonly faults: Fault[]
    readonly defaultId: (verb: string) => string
  },
): FramedStep | null => {
  const { source, steps, faults } = context
  const others = Object.keys(entry).filter((key) => !frameKeys.includes(key))
  const verbs = others.filter((key) => steps.has(key))
  for (const key of others) if (!steps.has(key)) faults.push(unknownVerbOrKey(key, verbs, path, source, steps))
  const frameOnly = Object.fromEntries(Object.entries(entry).filter(([key]) => frameKeys.includes(key)))
  const frameFaults = checkInput({ source, at: path, schema: stepFrame, value: constantOf(frameOnly) })
  faults.push(...frameFaults)
  const verb = verbs[0] ?? others[0]
  if (verbs.length > 1 || !verb) {
    faults.push(
      new Fault(
        'playbook/one-verb',
        { verbs: verbs.join(', ') },
        { where: source.at([...path, verbs[1] ?? ''], 'key') },
      ),
    )
  }
  if (!verb) return null
  const frame = wellFormed(frameOnly)
  return { id: frame.id ?? context.defaultId(verb), verb, path, step: steps.get(verb), frame }
}

/** The parts of a frame that are right, so that a wrong one keeps nothing else from being looked at. */
const wellFormed = (frame: { readonly [key: string]: unknown }): z.output<typeof stepFrame> => {
  const right = Object.entries(stepFrame.shape).filter(
    ([key, schema]) => Object.hasOwn(frame, key) && schema.safeParse(frame[key]).success,
  )
  return stepFrame.parse(Object.fromEntries(right.map(([key]) => [key, frame[key]])))
}

const constantOf = (value: unknown) => ({ shape: 'dyn', sample: value, holes: [], run: () => null }) as const

/** A key that is no part of the frame is most likely meant as the verb if it looks like one or if there is no verb yet. */
const unknownVerbOrKey = (
  key: string,
  verbs: readonly string[],
  path: SourcePath,
  source: YamlSource,
  steps: ReadonlyMap<string, Step>,
): Fault => {
  const meantKey = didYouMean(key, frameKeys)
  if (!key.includes('.') && (verbs.length > 0 || meantKey)) return unknownKey(key, frameKeys, path, source)
  return new Fault(
    'playbook/unknown-verb',
    { verb: key, meant: didYouMean(key, steps.keys()) },
    { where: source.at([...path, key], 'key') },
  )
}
