import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { armor, Decrypter, generateIdentity, identityToRecipient } from 'age-encryption'
import { describe, expect, test } from 'vitest'
import { createHandOver } from '../../src/handover/create-hand-over.ts'
import { Secret } from '../../src/model/secret.ts'
import { hostileRows } from '../support/hostile-rows.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const password = 'Xq7!vRt2#mKp9?wLzBn4'
const note = { fileName: '00123-adele.vance', lines: ['Adele Vance', 'First password:'], secret: new Secret(password) }
const toFile = { to: 'file', folder: 'handed-over' } as const

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8)

describe('a secret handed over as a file', () => {
  test('is in a file that only its owner can read, whatever the umask', async () => {
    const base = temporaryFolder()
    const umask = process.umask(0)
    try {
      const { path } = await createHandOver({ base }).give(note, toFile)

      expect(path).toBe(join(base, 'handed-over', '00123-adele.vance.txt'))
      expect(readFileSync(path, 'utf8')).toBe(`Adele Vance\nFirst password:\n${password}\n`)
      expect([mode(path), mode(join(base, 'handed-over'))]).toEqual(['600', '700'])
      expect(readdirSync(join(base, 'handed-over'))).toEqual(['00123-adele.vance.txt'])
    } finally {
      process.umask(umask)
    }
  })

  test('is never put over a file that is there', async () => {
    const handOver = createHandOver({ base: temporaryFolder() })
    const { path } = await handOver.give(note, toFile)

    await expect(handOver.give({ ...note, secret: new Secret('another one') }, toFile)).rejects.toMatchObject({
      code: 'handover/exists',
    })

    expect(readFileSync(path, 'utf8')).toContain(password)
    expect(readdirSync(join(path, '..'))).toHaveLength(1)
  })

  test('is found again, and can be taken back', async () => {
    const handOver = createHandOver({ base: temporaryFolder() })
    expect(await handOver.given(note.fileName, toFile)).toBeNull()
    const { path } = await handOver.give(note, toFile)

    expect(await handOver.given(note.fileName, toFile)).toEqual({ path })
    await handOver.takeBack(note.fileName, toFile)

    expect(existsSync(path)).toBe(false)
    expect(await handOver.given(note.fileName, toFile)).toBeNull()
    await handOver.takeBack(note.fileName, toFile)
  })

  test('does not count as given when the process died while writing it, and is given anew', async () => {
    const base = temporaryFolder()
    const handOver = createHandOver({ base })
    mkdirSync(join(base, 'handed-over'), { mode: 0o700 })
    writeFileSync(join(base, 'handed-over', '.00123-adele.vance.txt.part'), 'Adele Van')

    expect(await handOver.given(note.fileName, toFile)).toBeNull()
    const { path } = await handOver.give(note, toFile)

    expect(readFileSync(path, 'utf8')).toContain(password)
    expect(readdirSync(join(base, 'handed-over'))).toHaveLength(1)
  })
})

describe('a trap in the hand-over folder', () => {
  test('a link in place of the file is not followed', async () => {
    const base = temporaryFolder()
    mkdirSync(join(base, 'handed-over'), { mode: 0o700 })
    symlinkSync(join(base, 'stolen'), join(base, 'handed-over', '00123-adele.vance.txt'))

    await expect(createHandOver({ base }).give(note, toFile)).rejects.toMatchObject({ code: 'handover/exists' })

    expect(existsSync(join(base, 'stolen'))).toBe(false)
    expect(await createHandOver({ base }).given(note.fileName, toFile)).toBeNull()
  })

  test('a link in place of the draft is not followed', async () => {
    const base = temporaryFolder()
    mkdirSync(join(base, 'handed-over'), { mode: 0o700 })
    writeFileSync(join(base, 'stolen'), '')
    symlinkSync(join(base, 'stolen'), join(base, 'handed-over', '.00123-adele.vance.txt.part'))

    await createHandOver({ base }).give(note, toFile)

    expect(readFileSync(join(base, 'stolen'), 'utf8')).toBe('')
  })

  test('a link in place of the folder is refused', async () => {
    const base = temporaryFolder()
    mkdirSync(join(base, 'elsewhere'), { mode: 0o700 })
    symlinkSync(join(base, 'elsewhere'), join(base, 'handed-over'))

    await expect(createHandOver({ base }).give(note, toFile)).rejects.toMatchObject({
      code: 'handover/folder-not-private',
    })

    expect(readdirSync(join(base, 'elsewhere'))).toEqual([])
  })

  test.each([0o755, 0o750, 0o701, 0o777])('a folder of mode %o is refused', async (open) => {
    const base = temporaryFolder()
    mkdirSync(join(base, 'handed-over'))
    chmodSync(join(base, 'handed-over'), open)

    await expect(createHandOver({ base }).give(note, toFile)).rejects.toThrow('other users')

    expect(readdirSync(join(base, 'handed-over'))).toEqual([])
  })

  test('a file in place of the folder is refused', async () => {
    const base = temporaryFolder()
    writeFileSync(join(base, 'handed-over'), '')

    await expect(createHandOver({ base }).give(note, toFile)).rejects.toMatchObject({
      code: 'handover/not-writable',
      effect: 'none',
    })
  })
})

describe('the name of a note', () => {
  const hostile = hostileRows('path').filter(({ expect: wanted }) => wanted === 'reject')
  /** Harmless as a name; it is a trap only where a link of that name is there, which is tested above. */
  const rows = hostile.filter(({ value }) => value !== 'symlink-to-etc')

  test.each(rows.map(({ id, why, value }) => [id, why, value]))('%s (%s) is refused', async (_id, _why, value) => {
    const base = temporaryFolder()

    await expect(createHandOver({ base }).give({ ...note, fileName: value }, toFile)).rejects.toMatchObject({
      code: 'handover/bad-name',
    })

    expect(readdirSync(base)).toEqual([])
  })

  test.each(['00123-adele.vance', 'A', 'x..y', 'console', 'com10', 'nullable.1'])('%s is allowed', async (fileName) => {
    const { path } = await createHandOver({ base: temporaryFolder() }).give({ ...note, fileName }, toFile)

    expect(path.endsWith(`${fileName}.txt`)).toBe(true)
  })

  test('of more than 120 characters is refused', async () => {
    const fileName = 'a'.repeat(121)

    await expect(createHandOver({ base: temporaryFolder() }).give({ ...note, fileName }, toFile)).rejects.toThrow('120')
  })
})

describe('a secret handed over to a public key', () => {
  test('is readable with the private key alone', async () => {
    const identity = await generateIdentity()
    const recipient = await identityToRecipient(identity)
    const target = { to: 'age', folder: 'handed-over', recipient } as const

    const { path } = await createHandOver({ base: temporaryFolder() }).give(note, target)

    const text = readFileSync(path, 'utf8')
    expect(path.endsWith('.age')).toBe(true)
    expect(text).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/)
    expect(text).not.toContain(password)
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    expect(await decrypter.decrypt(armor.decode(text), 'text')).toBe(`Adele Vance\nFirst password:\n${password}\n`)
    expect(mode(path)).toBe('600')
  })

  test.each(['', 'age1', 'ssh-ed25519 AAAA', 'AGE-SECRET-KEY-1'])(
    '%j is no public key, and nothing is written',
    async (recipient) => {
      const base = temporaryFolder()

      const given = createHandOver({ base }).give(note, { to: 'age', folder: 'handed-over', recipient })

      await expect(given).rejects.toMatchObject({ code: 'handover/bad-recipient' })
      expect(readdirSync(base)).toEqual([])
    },
  )
})
