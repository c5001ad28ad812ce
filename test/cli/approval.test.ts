import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { adele, practiceWorld, sharedWorld, type World } from '../support/practice-world.ts'
import type { JoineryRun } from '../support/run-joinery.ts'
import { startInTerminal } from '../support/spawn-joinery.ts'

const isMade = async (world: World): Promise<boolean> => (await world.account('(employeeID=01024)')) !== null

const onboard = async (world: World, how: Partial<JoineryRun>, ...more: readonly string[]) =>
  world.joinery(['onboard', world.file('new-hire.yaml', adele), ...more], how)

describe('the question', () => {
  const shared = sharedWorld({ mode: 'ad', people: 20 })

  test('yes applies the plan', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })

    const { code, stdout } = await onboard(world, { answer: { types: 'y' } })

    expect(stdout).toContain('Apply these 7 changes for Adele Vance? [y/N]')
    expect(code).toBe(0)
    expect(await isMade(world)).toBe(true)
  })

  test('anything else does not', async () => {
    const world = shared()
    const before = world.digest()

    const { code, stderr } = await onboard(world, { answer: { types: '' } })

    expect(code).toBe(3)
    expect(stderr).toContain('The plan was not approved. Nothing was changed.')
    expect(world.digest()).toBe(before)
    expect(existsSync(join(world.folder, '.joinery', 'joinery.db'))).toBe(false)
  })

  test('the end of the input is no', async () => {
    const world = shared()
    const before = world.digest()

    const { code, stderr } = await onboard(world, { answer: { ends: true } })

    expect(code).toBe(3)
    expect(stderr).toContain('cli/declined')
    expect(world.digest()).toBe(before)
  })

  test('a request to stop ends it with 130', async () => {
    const world = shared()
    const before = world.digest()
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 1_000)

    const { code, stderr } = await onboard(world, { answer: { nothing: true }, signal: stop.signal })

    expect(code).toBe(130)
    expect(stderr).toContain('Nothing was changed.')
    expect(world.digest()).toBe(before)
  })

  test('is asked on standard error where standard output goes elsewhere, with the plan beside it under --json', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })

    const { code, stdout, stderr } = await onboard(world, { answer: { types: 'y' }, stdoutIsTerminal: false }, '--json')

    expect(code).toBe(0)
    expect(stderr).toContain('+ create account adele.vance')
    expect(stderr).toContain('Apply these 7 changes for Adele Vance?')
    expect(JSON.parse(stdout)).toMatchObject({ format: 'joinery.run/1', status: 'done' })
  })

  test('is not asked where nobody sits: 64, with the two ways on', async () => {
    const world = shared()
    const before = world.digest()

    const { code, stderr } = await onboard(world, { stdin: 'y\n' })

    expect(code).toBe(64)
    expect(stderr).toMatch(/Standard input is no terminal.*\n.*--yes.*--dry-run/)
    expect(world.digest()).toBe(before)
  })

  test('is not asked where there is nothing to change', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })
    await onboard(world, {}, '--yes')

    const { code, stdout } = await onboard(world, { answer: { nothing: true } })

    expect(code).toBe(0)
    expect(stdout).toContain('Nothing to change')
    expect(stdout).not.toContain('[y/N]')
  })

  test('Ctrl-C at a real terminal ends it with 130 and nothing changed', async () => {
    const world = shared()
    const before = world.digest()
    const joinery = startInTerminal(['onboard', world.file('new-hire.yaml', adele)], { cwd: world.folder })

    await joinery.seen('[y/N]')
    joinery.child.stdin.write('\u0003')
    const { code, stdout } = await joinery.end

    expect(code).toBe(130)
    expect(stdout).toContain('The command was stopped')
    expect(world.digest()).toBe(before)
  })
})
