import { resolve } from 'node:path'
import type { HandOver, HandOverNote, HandOverTarget } from '../ports/hand-over.ts'
import { encryptTo } from './encrypt-to.ts'
import { noteFileName } from './note-file-name.ts'
import { findNote, openNoteFolder, removeNote, writeNote } from './private-note.ts'

export interface HandOverOptions {
  /** Folder from which relative folders of a playbook count; absolute. */
  readonly base: string
}

const ending: { readonly [to in HandOverTarget['to']]: string } = { file: '.txt', age: '.age' }

const nameIn = (fileName: string, target: HandOverTarget): string => `${noteFileName(fileName)}${ending[target.to]}`

const textOf = ({ lines, secret }: HandOverNote): string => `${[...lines, secret.reveal()].join('\n')}\n`

const contentFor = (note: HandOverNote, target: HandOverTarget): string | Promise<string> =>
  target.to === 'age' ? encryptTo(target.recipient, textOf(note)) : textOf(note)

/** Hands secrets over as files that only their owner can read. */
export const createHandOver = (options: HandOverOptions): HandOver => {
  const folderOf = (target: HandOverTarget): string => resolve(options.base, target.folder)
  return {
    async give(note, target) {
      const name = nameIn(note.fileName, target)
      const content = await contentFor(note, target)
      await openNoteFolder(folderOf(target))
      return { path: await writeNote(folderOf(target), name, content) }
    },

    async given(fileName, target) {
      const path = await findNote(folderOf(target), nameIn(fileName, target))
      return path === null ? null : { path }
    },

    async takeBack(fileName, target) {
      await removeNote(folderOf(target), nameIn(fileName, target))
    },
  }
}
