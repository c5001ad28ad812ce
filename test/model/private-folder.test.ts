import { expect, test } from 'vitest'
import { whyNotPrivate } from '../../src/model/private-folder.ts'

const folder = { symbolicLink: false, directory: true, mode: 0o40700 }

test.each([
  [folder, 'linux', null],
  [{ ...folder, mode: 0o40750 }, 'linux', 'other users of this machine may look into it (mode 750)'],
  [{ ...folder, mode: 0o40007 }, 'darwin', 'other users of this machine may look into it (mode 007)'],
  [{ ...folder, mode: 0o40666 }, 'win32', null],
  [{ ...folder, directory: false }, 'linux', 'it is not a folder'],
  [{ ...folder, directory: false, symbolicLink: true }, 'linux', 'it is a symbolic link'],
])('a folder with %j on %s: %j', (status, platform, why) => {
  expect(whyNotPrivate(status, platform)).toBe(why)
})
