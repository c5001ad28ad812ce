import { describe, expect, test } from 'vitest'
import { findConfig } from '../../src/config/find-config.ts'

const where =
  (...files: readonly string[]) =>
  (path: string) =>
    files.includes(path)

describe('joinery.yaml is found', () => {
  test('here', () => {
    expect(findConfig('/srv/it', where('/srv/it/joinery.yaml', '/srv/joinery.yaml'))).toBe('/srv/it/joinery.yaml')
  })

  test('in a folder above', () => {
    expect(findConfig('/srv/it/playbooks/onboard', where('/srv/joinery.yaml'))).toBe('/srv/joinery.yaml')
  })

  test('at the root', () => {
    expect(findConfig('/srv', where('/joinery.yaml'))).toBe('/joinery.yaml')
  })

  test('or not at all', () => {
    expect(findConfig('/srv/it', where())).toBeNull()
  })
})
