import { describe, expect, test } from 'vitest'
import { adele, practiceWorld, sharedWorld } from '../support/practice-world.ts'
import { runJoinery } from '../support/run-joinery.ts'
import { spawnJoinery, startInTerminal, startJoinery } from '../support/spawn-joinery.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const ESCAPE = '\u001b'

describe('colours', () => {
  const shared = sharedWorld({ mode: 'ad', people: 20 })
  const line = ['onboard', 'new-hire.yaml', '--dry-run']

  test('are shown on a terminal', async () => {
    const world = shared()
    world.file('new-hire.yaml', adele)

    const { stdout } = await startInTerminal(line, { cwd: world.folder, env: { TERM: 'xterm-256color' } }).end

    expect(stdout).toContain(ESCAPE)
  })

  test.each([
    ['--no-color', [...line, '--no-color'], {}],
    ['NO_COLOR', line, { NO_COLOR: '1' }],
    ['a dumb terminal', line, { TERM: 'dumb' }],
  ])('are not shown with %s', async (_what, argv, env) => {
    const world = shared()
    world.file('new-hire.yaml', adele)

    const { stdout } = await startInTerminal(argv, { cwd: world.folder, env: { TERM: 'xterm-256color', ...env } }).end

    expect(stdout).toContain('create account adele.vance')
    expect(stdout).not.toContain(ESCAPE)
  })

  test('are not shown where the output is piped', async () => {
    const world = shared()
    world.file('new-hire.yaml', adele)

    const { stdout, stderr } = await spawnJoinery(line, { cwd: world.folder, env: { TERM: 'xterm-256color' } })

    expect(stdout).toContain('create account adele.vance')
    expect(stdout + stderr).not.toContain(ESCAPE)
  })
})

describe('--quiet', () => {
  test('tells the result and no more', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })
    world.file('new-hire.yaml', adele)

    const { code, stdout, stderr } = await world.joinery(['onboard', 'new-hire.yaml', '--yes', '--quiet'])

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(
      /^Run \S+ done: 7 made; \d+ changes read back and verified, 2 of a kind that cannot be read back\n/,
    )
    expect(stdout).not.toContain('✓')
  })

  test('shows the plan all the same where somebody has to say yes to it', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })
    world.file('new-hire.yaml', adele)

    const { code, stdout } = await world.joinery(['onboard', 'new-hire.yaml', '--quiet'], { answer: { types: 'y' } })

    expect(code).toBe(0)
    expect(stdout).toContain('create account adele.vance')
  })
})

describe('a value that would act on the terminal', () => {
  test('is shown escaped to whoever approves it', async () => {
    const { code, stderr } = await runJoinery(['explain', 'ad/nope\u001b[2K\u202e'], { cwd: temporaryFolder() })

    expect(code).toBe(64)
    for (const character of [ESCAPE, '\u202e']) expect(stderr).not.toContain(character)
    expect(stderr).toContain('\\u{1b}[2K\\u{202e}')
  })
})

describe('a reader that leaves early', () => {
  test('does not end a run', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })
    world.file('new-hire.yaml', adele)
    const joinery = startJoinery(['onboard', 'new-hire.yaml', '--yes'], { cwd: world.folder })
    joinery.child.stdout.destroy()

    const { code } = await joinery.end

    expect(code).toBe(0)
    expect(await world.account('(employeeID=01024)')).toMatchObject({ userAccountControl: '512' })
  })
})
