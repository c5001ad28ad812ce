import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PackageReader, PackageWriter } from '../../src/ports/access-packages.ts'
import { codeOf } from '../changes/support.ts'

/** What the contract has to find. Users are told by their Entra ids. */
export interface PackagesUnderTest {
  readonly packages: PackageReader & PackageWriter
  /** Somebody who has the package Sales Partners, and has asked for Trade Fair. */
  readonly owner: string
  /** Somebody with no package. */
  readonly nobody: string
  close(): Promise<void>
}

/** The meaning of the ports to access packages, whatever stands behind them. */
export const packageContract = (name: string, open: () => Promise<PackagesUnderTest>): void => {
  describe(`access packages as ${name}`, () => {
    let tested: PackagesUnderTest

    beforeAll(async () => {
      tested = await open()
    })
    afterAll(() => tested.close())

    const held = async (user: string) => {
      const found = await tested.packages.packagesOf(user)
      if (!found.readable) throw new Error(found.because)
      return found
    }

    test('are told by name beside what was asked for, and are taken away once', async () => {
      const { packages, owner } = tested
      const before = await held(owner)
      const id = before.assigned[0]?.id ?? ''

      await packages.removePackage(owner, id)

      expect(before.assigned.map(({ packageName }) => packageName)).toEqual(['Sales Partners'])
      expect(await held(owner)).toEqual({ readable: true, assigned: [], asked: ['Trade Fair'] })
      expect(await codeOf(packages.removePackage(owner, id))).toBe('entra/not-found')
    })

    test('are none for somebody who has none', async () => {
      expect(await held(tested.nobody)).toEqual({ readable: true, assigned: [], asked: [] })
    })
  })
}
