import { Fault } from '../model/fault.ts'

/**
 * Encrypts a text with age to one public key, as text (`-----BEGIN AGE ENCRYPTED FILE-----`). https://age-encryption.org
 * The package is loaded when it is first needed, for it takes long to load.
 */
export const encryptTo = async (recipient: string, text: string): Promise<string> => {
  const { armor, Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  try {
    encrypter.addRecipient(recipient)
  } catch (thrown) {
    throw new Fault('handover/bad-recipient', {}, { cause: thrown })
  }
  return armor.encode(await encrypter.encrypt(text))
}
