import { expect } from 'vitest'
import { type Change, kindOf } from '../../src/changes/change.ts'
import type { Made } from '../../src/changes/change-kind.ts'
import { resolvedChange } from '../../src/changes/resolved-change.ts'
import { openProjection } from '../../src/planner/projection/projection.ts'
import type { Readers, Writers } from '../../src/ports/systems.ts'
import { digestOf } from './directory-digest.ts'
import { applyContext } from './memory-directory.ts'
import { type Arena, changesFor, type Pick, serialOf, upnsOf } from './random-changes.ts'

/** A directory that is really written to: in memory, the practice tenant, or a domain controller. */
export interface WrittenDirectory {
  readonly readers: Readers
  readonly writers: Writers
}

interface Planned {
  readonly id: string
  readonly change: Change
}

/** Plans a change for each choice over a projection, which is never told of by the live directory. */
const plan = async (live: Readers, arena: Arena, prefix: string, choices: readonly Pick[]) => {
  const projection = openProjection(live)
  const planned: Planned[] = []
  for (const [turn, pick] of choices.entries()) {
    const serial = serialOf(prefix, turn)
    for (const change of await changesFor({ read: projection.readers, arena, pick, serial })) {
      const id = `c${planned.length}`
      await projection.make(change, id)
      planned.push({ id, change })
    }
  }
  return { planned, projection }
}

/** Makes every planned change and asks each whether it holds, before and after. */
const applyAll = async ({ readers, writers }: WrittenDirectory, planned: readonly Planned[]) => {
  const made = new Map<string, Made>()
  for (const { id, change } of planned) {
    const kind = kindOf(change)
    const context = applyContext(made, id)
    const wasThere = await kind.holds(change, readers, context)
    const answer = await kind.apply(change, writers, context)
    made.set(id, answer)
    const held = await kind.holds(change, readers, context)
    const summary = kind.describe(change).summary
    expect(wasThere, `holds before: ${summary}`).toBeNull()
    if (!kind.unverifiable) expect(held?.id, `holds after: ${summary}`).toBe(answer.id)
  }
  return made
}

/** Takes back what can be taken back, last change first. */
const undoAll = async ({ writers }: WrittenDirectory, planned: readonly Planned[], made: ReadonlyMap<string, Made>) => {
  for (const { id, change } of planned.toReversed()) {
    const answer = made.get(id)
    if (!answer) continue
    const context = applyContext(made, id)
    const inverse = kindOf(change).inverse(resolvedChange(change, context), answer)
    if ('irreversible' in inverse) continue
    await kindOf(inverse as Change).apply(inverse as Change, writers, context)
  }
}

/** Equal digests; taken apart again so that a failure shows the attribute and not two long lines. */
const expectSame = (found: string, wanted: string, law: string): void => {
  expect(JSON.parse(found), law).toEqual(JSON.parse(wanted))
}

/**
 * The law that planning rests on, for one sequence of random changes: what the projection shows after planning is what the directory shows
 * after applying; every change holds once it is made and not before; and taking all of them back leaves no trace. Answers which kinds of change came up.
 */
export const checkProjectionLaw = async (
  live: WrittenDirectory,
  arena: Arena,
  choices: { readonly before: readonly Pick[]; readonly planned: readonly Pick[] },
): Promise<readonly string[]> => {
  const [first, second] = [`${arena.name ?? ''}a`, `${arena.name ?? ''}b`]
  const scope = {
    adBase: arena.base,
    upns: [...upnsOf(arena, first, choices.before.length), ...upnsOf(arena, second, choices.planned.length)],
  }
  const prior = await plan(live.readers, arena, first, choices.before)
  await applyAll(live, prior.planned)

  const untouched = await digestOf(live.readers, scope)
  const { planned, projection } = await plan(live.readers, arena, second, choices.planned)
  const projected = await digestOf(projection.readers, scope)
  expectSame(await digestOf(live.readers, scope), untouched, 'planning changes nothing')

  const made = await applyAll(live, planned)
  expectSame(await digestOf(live.readers, scope), projected, 'the projection came true')

  await undoAll(live, planned, made)
  expectSame(await digestOf(live.readers, scope), untouched, 'undo leaves no trace')
  return planned.map(({ change }) => change.kind)
}
