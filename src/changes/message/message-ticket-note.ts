import type { TicketNote } from '../../model/message.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { shownText } from './shown-text.ts'

/** A note in the ticket that a person's change was asked for with. */
export interface MessageTicketNote extends TicketNote {
  readonly kind: 'message.ticket.note'
}

export const messageTicketNote: ChangeKind<MessageTicketNote> = {
  kind: 'message.ticket.note',
  system: 'none',
  undo: 'irreversible',
  needs: {},

  describe: ({ ticket, text }) => ({
    target: { type: 'message', id: null, name: ticket },
    summary: `add a note to ticket ${ticket}`,
    before: null,
    after: { text: shownText(text) },
    count: 'other',
  }),

  hazards: () => ['notifies-people'],
  refs: () => [],
  writes: () => ({}),

  async apply({ ticket, text, person }, to) {
    await required(to.messages, 'notify').note({ ticket, text, person })
    return { id: null }
  },

  project: async () => ({ id: null }),
  holds: async () => null,
  unverifiable: true,
  neverRepeat: ({ ticket }) => `whether ticket ${ticket} has the note`,
  inverse: (): Irreversible => ({ irreversible: 'a note stays in its ticket' }),
}
