import { join } from 'node:path'

/** Folder of the playbooks that come with Joinery. */
export const shippedPlaybooks = join(import.meta.dirname, '..', '..', 'playbooks')
