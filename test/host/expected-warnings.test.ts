import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { hideExpectedWarnings } from '../../src/host/expected-warnings.ts'

const shownOf = (name: string, message: string): readonly string[] => {
  const shown: string[] = []
  const process = Object.assign(new EventEmitter(), { stderr: { write: (text: string) => shown.push(text) } })
  process.on('warning', () => shown.push('as Node shows it'))
  hideExpectedWarnings(process)
  process.emit('warning', Object.assign(new Error(message), { name }))
  return shown
}

describe('a warning of Node', () => {
  test('about its SQLite is kept off the terminal', () => {
    expect(shownOf('ExperimentalWarning', 'SQLite is an experimental feature and might change at any time')).toEqual([])
  })

  test.each([
    ['DeprecationWarning', 'SQLite is old'],
    ['ExperimentalWarning', 'Something else is new'],
  ])('of another kind is shown: %s', (name, message) => {
    expect(shownOf(name, message)).toEqual([`${name}: ${message}\n`])
  })
})
