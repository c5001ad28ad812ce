import { describe, expect, test } from 'vitest'
import { bootstrapScript } from '../../src/exchange/pwsh/bootstrap-script.ts'
import { startLineProcess } from '../../src/exchange/pwsh/pwsh-process.ts'
import { codeOf } from '../changes/support.ts'
import { practiceExchange } from './practice-exchange.ts'

const JOHANNA = '00121'

describe('Exchange through a process', () => {
  test('reads and writes what the interface of the module does', async () => {
    const { reader, writer, id } = await practiceExchange({ pwsh: '' })

    await writer.addGrant({ mailbox: id(JOHANNA), user: id('00101'), right: 'SendOnBehalf' })

    expect((await reader.grantsOn(id(JOHANNA))).map(({ user, right }) => [user, right])).toEqual([
      [id('00101'), 'SendOnBehalf'],
    ])
  })

  test('takes a value for a value, whatever is in it', async () => {
    const { reader, writer, id } = await practiceExchange({ pwsh: '' })
    const to = `o'neil"$(Get-Mailbox);\`n{0}'@contoso.com`

    await writer.setForward(id(JOHANNA), { to, keepsCopy: true })

    expect((await reader.mailbox(id(JOHANNA)))?.forward).toEqual({ to, keepsCopy: true })
  })

  test('leaves out what a module writes between the answers', async () => {
    const { reader, id } = await practiceExchange({ pwsh: 'noisy' })

    expect((await reader.mailbox(id(JOHANNA)))?.id).toBe(id(JOHANNA))
  })

  test('that ends in the middle of a write leaves it open, and is started anew', async () => {
    const { reader, writer, id } = await practiceExchange({ pwsh: 'dies' })

    const fault = await writer.setType(id(JOHANNA), 'shared').catch((error: unknown) => error)

    expect(fault).toMatchObject({ code: 'exchange/unreachable', effect: 'unknown' })
    expect(String((fault as Error).message)).toContain('The process was killed')
    expect((await reader.mailbox(id(JOHANNA)))?.type).toBe('user')
  })

  test('that answers a write with nothing is ended, and the write is open', async () => {
    const { writer, id } = await practiceExchange({ pwsh: 'silent', more: { cmdletSeconds: 1 } })

    await expect(writer.setType(id(JOHANNA), 'shared')).rejects.toMatchObject({
      code: 'exchange/silent',
      effect: 'unknown',
    })
  })

  test('that cannot sign in says why', async () => {
    const { reader, id } = await practiceExchange({ pwsh: 'refuses' })

    await expect(reader.mailbox(id(JOHANNA))).rejects.toMatchObject({
      code: 'exchange/no-powershell',
      message: expect.stringContaining('ExchangeOnlineManagement was not loaded'),
    })
  })

  test('that is not installed is told so', async () => {
    const { reader, id } = await practiceExchange({ pwsh: '', more: { executable: '/nowhere/pwsh' } })

    expect(await codeOf(reader.mailbox(id(JOHANNA)))).toBe('exchange/no-powershell')
  })

  test('ends when the connection is closed', async () => {
    const ends: string[] = []
    const child = startLineProcess(process.execPath, ['-e', 'process.stdin.resume()'], {
      line: () => undefined,
      ended: (reason) => ends.push(reason),
    })

    await child.end()

    expect(ends).toEqual(['it ended with code 0'])
  })
})

test('the script knows the cmdlets that are used, and makes no text of what it is handed', () => {
  expect(bootstrapScript).toContain("'Set-Mailbox'")
  expect(bootstrapScript).not.toMatch(/Invoke-Expression|\biex\b|ScriptBlock\]::Create|NewScriptBlock/i)
})
