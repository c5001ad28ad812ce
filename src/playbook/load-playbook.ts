import { z } from 'zod'
import { readYaml } from '../files/read-yaml.ts'
import type { SourcePath, YamlSource } from '../files/yaml-source.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { type Checked, Fault } from '../model/fault.ts'
import type { Mode } from '../model/glossary.ts'
import { hashOf } from '../model/hash.ts'
import type { Step } from '../steps/step.ts'
import { checkInput } from './check-input.ts'
import { evaluateValue, type Lets, valuesFor } from './evaluate.ts'
import { expressionCompiler } from './expressions/compile-expression.ts'
import { type CompiledValue, compileValue } from './expressions/compile-value.ts'
import type { ScopeShape, Shape } from './expressions/shape.ts'
import { inFileOrder } from './in-file-order.ts'
import { loadStep, outputShape, type StepLoading } from './load-step.ts'
import { inputsFrame, inputsOf, peopleFrame, peopleOf } from './people-and-inputs.ts'
import type { Playbook, PlaybookStep, Scope } from './playbook.ts'
import { shapeWith } from './scope.ts'
import { type FramedStep, readStepFrame } from './step-frame.ts'
import { wordsOf } from './words-of.ts'

/** What a playbook is checked against. */
export interface PlaybookContext {
  /** Every verb there is. */
  readonly steps: ReadonlyMap<string, Step>
  /** Hash over roles and naming rules, which belong to what the playbook means. */
  readonly house?: { readonly hash: string }
  readonly mode?: Mode
  /** Privileged names that policy.yaml lets playbooks use. */
  readonly privilege?: readonly string[]
}

/** The top of a playbook file. Descriptions end up in the editor's schema. */
export const playbookFrame = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,63}$/, {
      message: 'a name is made of small letters, digits and hyphens and begins with a letter',
    })
    .describe('What the playbook is called on the command line; the name of its folder.'),
  title: z.string().min(1).max(200).optional().describe('Shown above plans.'),
  description: z.string().optional().describe('What it does and when to use it.'),
  sample: z.string().min(1).optional().describe('File with a sample input, beside the playbook.'),
  people: peopleFrame,
  inputs: inputsFrame,
  due: z
    .string()
    .optional()
    .describe('When it is due, such as ${{ person.lastDay }}. Before that it is refused or scheduled.'),
  let: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Values with names, for use as let.<name>; each sees those before it.'),
  steps: z.array(z.record(z.string(), z.unknown())).min(1).describe('What is to hold, in order.'),
})

/** Reads and checks a playbook. All findings are answered together; a playbook that is answered has passed every check that needs no directory. */
export const loadPlaybook = (text: string, file: string, context: PlaybookContext): Checked<Playbook> => {
  const read = readYaml(text, file)
  if (!read.ok) return read
  const source = read.value
  const faults: Fault[] = [
    ...checkInput({
      source,
      at: [],
      schema: playbookFrame,
      value: { shape: 'dyn', sample: source.value, holes: [], run: () => null },
    }),
  ]
  const parts = partsOf(source.value)
  const inputs = inputsOf(parts.inputs, source, faults)
  const shape = shapeWith(inputs)
  const lets = loadLets(parts.let, shape, source, faults)
  const loading: Loading = { source, shape, lets, faults }
  const steps = loadSteps(parts.steps, loading, context)
  const due = parts.due === undefined ? null : loadDue(parts.due, loading)
  if (faults.length > 0) return { ok: false, faults: inFileOrder(faults) }
  const { name, title, sample } = playbookFrame.parse(source.value)
  const hash = hashOf({ playbook: text, house: context.house?.hash ?? '' })
  return {
    ok: true,
    value: {
      name,
      title: title ?? name,
      file,
      hash,
      sample: sample ?? null,
      people: peopleOf(parts.people),
      inputs,
      words: wordsOf(source.value),
      steps,
      ...(due ? { due } : {}),
    },
  }
}

interface Loading {
  readonly source: YamlSource
  /** The names in scope before `let:` and steps. */
  readonly shape: ScopeShape
  readonly lets: Lets
  readonly faults: Fault[]
}
type Entry = { readonly [key: string]: unknown }

const isMap = (value: unknown): value is Entry => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The parts that are well-formed enough to look into although others are not. */
const partsOf = (
  value: unknown,
): {
  readonly let: Entry
  readonly steps: readonly unknown[]
  readonly due: string | undefined
  readonly people: unknown
  readonly inputs: unknown
} => {
  const top = isMap(value) ? value : {}
  const { let: lets, steps, due, people, inputs } = top
  return {
    people,
    inputs,
    let: isMap(lets) ? lets : {},
    steps: Array.isArray(steps) ? steps : [],
    due: typeof due === 'string' ? due : undefined,
  }
}

const shapesOf = (lets: Lets): ScopeShape => Object.fromEntries([...lets].map(([name, { shape }]) => [name, shape]))

const loadLets = (entries: Entry, shape: ScopeShape, source: YamlSource, faults: Fault[]): Lets => {
  const lets = new Map<string, CompiledValue>()
  for (const [name, value] of Object.entries(entries)) {
    const path: SourcePath = ['let', name]
    if (!/^[A-Za-z_]\w*$/.test(name)) faults.push(wrongLetName(name, source))
    const compiler = expressionCompiler({ ...shape, let: shapesOf(lets) })
    lets.set(name, compileValue(value, path, { source, compiler, faults }))
  }
  return lets
}

const wrongLetName = (name: string, source: YamlSource): Fault => {
  const params = {
    name: `let.${name}`,
    what: 'a name is made of letters, digits and _',
    hint: `Write ${name.replace(/\W+/g, '_')}.`,
  }
  return new Fault('playbook/wrong-value', params, { where: source.at(['let', name], 'key') })
}

const loadSteps = (
  entries: readonly unknown[],
  loading: Loading,
  context: PlaybookContext,
): readonly PlaybookStep[] => {
  const framed = frameSteps(entries, loading, context)
  const outputs: { [id: string]: Shape } = {}
  const loaded: PlaybookStep[] = []
  for (const [index, step] of framed.entries()) {
    const later = framed.slice(index + 1).map(({ id }) => id)
    checkNeeds(step, Object.keys(outputs), later, loading)
    const shape: ScopeShape = { ...loading.shape, let: shapesOf(loading.lets), steps: { ...outputs } }
    const stepLoading: StepLoading = {
      ...loading,
      shape,
      laterSteps: [step.id, ...later],
      privilege: context.privilege ?? [],
    }
    if (step.step) loaded.push(loadStep({ ...step, step: step.step }, stepLoading))
    outputs[step.id] = outputShape(step.step)
  }
  return loaded
}

const frameSteps = (
  entries: readonly unknown[],
  { source, faults }: Loading,
  { steps }: PlaybookContext,
): readonly FramedStep[] => {
  const count = new Map<string, number>()
  const defaultId = (verb: string): string => {
    const number = (count.get(verb) ?? 0) + 1
    count.set(verb, number)
    return number === 1 ? verb : `${verb}-${number}`
  }
  const framed = entries.flatMap((entry, index) => {
    const step = isMap(entry) ? readStepFrame(entry, ['steps', index], { source, steps, faults, defaultId }) : null
    return step ? [step] : []
  })
  faults.push(...doubledIds(framed, source))
  return framed
}

const doubledIds = (framed: readonly FramedStep[], source: YamlSource): readonly Fault[] =>
  framed.flatMap(({ id, path }, index) => {
    const first = framed.findIndex((other) => other.id === id)
    if (first === index) return []
    const { line } = source.at([...(framed[first]?.path ?? []), 'id'])
    return [new Fault('playbook/duplicate-id', { id, line }, { where: source.at([...path, 'id']) })]
  })

const checkNeeds = (
  { path, frame }: FramedStep,
  earlier: readonly string[],
  later: readonly string[],
  { source, faults }: Loading,
): void => {
  for (const [index, step] of (frame.needs ?? []).entries()) {
    if (earlier.includes(step)) continue
    const why = later.includes(step) ? 'it comes later in the playbook' : 'no step before this one has that id'
    const where = source.at([...path, 'needs', index])
    faults.push(
      new Fault(
        'playbook/unknown-step',
        { step, why, meant: didYouMean(step, earlier), known: earlier.join(', ') },
        { where },
      ),
    )
  }
}

const loadDue = (text: string, { source, shape: base, lets, faults }: Loading): ((scope: Scope) => Checked<string>) => {
  const shape: ScopeShape = { ...base, let: shapesOf(lets) }
  const compiled = compileValue(text, ['due'], { source, compiler: expressionCompiler(shape), faults })
  const where = source.at(['due'])
  if (compiled.shape !== 'string')
    faults.push(new Fault('playbook/type', { text: 'due takes a date as text' }, { where }))
  return (scope) => evaluateValue(compiled, valuesFor(shape, lets, scope), where) as Checked<string>
}
