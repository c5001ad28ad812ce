import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { askYesNo } from '../../src/cli/ask-yes-no.ts'

const asked = (signal = new AbortController().signal) => {
  const [input, output] = [new PassThrough(), new PassThrough()]
  return { input, output, answer: askYesNo('Apply these 7 changes for Adele Vance?', { input, output, signal }) }
}

describe('the answer to a question', () => {
  test.each(['y', 'Y', 'yes', ' YES '])('"%s" is yes', async (typed) => {
    const { input, answer } = asked()

    input.write(`${typed}\n`)

    expect(await answer).toBe(true)
  })

  test.each(['', 'n', 'no', 'j', 'yess', 'yes please', '\u202ey'])('"%s" is no', async (typed) => {
    const { input, answer } = asked()

    input.write(`${typed}\n`)

    expect(await answer).toBe(false)
  })

  test('the end of the input is no, and the next line begins at the left', async () => {
    const { input, output, answer } = asked()

    input.end()

    expect(await answer).toBe(false)
    expect(String(output.read())).toMatch(/\[y\/N\] .*\n$/s)
  })

  test('a request to stop, before or after the question, is no answer', async () => {
    const stop = new AbortController()
    const { answer } = asked(stop.signal)
    const late = answer.catch((fault: { readonly code: string }) => fault.code)

    stop.abort()

    expect(await late).toBe('cli/interrupted')
    await expect(asked(AbortSignal.abort()).answer).rejects.toMatchObject({ code: 'cli/interrupted' })
  })
})
