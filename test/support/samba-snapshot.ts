import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProgram } from './run-program.ts'

/** Known to everybody: the domain lives on a loopback address for the length of a test. */
export const ADMIN_PASSWORD = 'Practice-Admin-1!'
export const SERVICE_PASSWORD = 'Practice-Service-1!'
export const SERVICE_USER = 'svc-joinery'
/** Below this OU the service account may create, change and delete; elsewhere it only reads. */
export const TEST_OU = 'OU=Joinery'

/** Change it when what a snapshot holds changes. */
const FORMAT = 1

export interface Domain {
  /** Kerberos realm, which is the DNS name in capitals: `CORP.EXAMPLE.COM`. */
  readonly realm: string
  /** NetBIOS name: `CORP`. */
  readonly domain: string
  /** Whether deleted objects keep their attributes. Once on, it cannot be turned off. */
  readonly recycleBin?: boolean
}

export const baseOf = (realm: string): string =>
  realm
    .toLowerCase()
    .split('.')
    .map((label) => `DC=${label}`)
    .join(',')

/** A domain takes 35 MB, and a container often gives no more than 64 MB of memory to such a folder. */
const ROOM = 512 * 1024 * 1024

const hasRoom = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK)
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= ROOM
  } catch {
    return false
  }
}

/** In memory where the machine has such a folder, for Samba waits for the disk after every write. */
export const sambaRoot = (): string => {
  const root = join(hasRoom('/dev/shm') ? '/dev/shm' : tmpdir(), `joinery-samba-${process.getuid?.() ?? 0}`)
  mkdirSync(root, { recursive: true, mode: 0o700 })
  return root
}

/** Everything under one folder, so that the machine's own Samba is never touched. Only LDAP is served. */
export const smbConf = (folder: string, { realm, domain }: Domain, address: string): string => `[global]
netbios name = DC1
realm = ${realm}
workgroup = ${domain}
server role = active directory domain controller
server services = ldap
dns update command = /bin/true
interfaces = ${address}/8
bind interfaces only = yes
ldap server require strong auth = yes
tls enabled = yes
tls keyfile = ${folder}/tls/key.pem
tls certfile = ${folder}/tls/cert.pem
tls cafile = ${folder}/tls/ca.pem
prefork children = 2
private dir = ${folder}/private
state directory = ${folder}/state
cache directory = ${folder}/cache
lock directory = ${folder}/lock
pid directory = ${folder}/pid
ncalrpc dir = ${folder}/ncalrpc
winbindd socket directory = ${folder}/winbindd
binddns dir = ${folder}/bind-dns
log file = ${folder}/log.%m
max log size = 0
idmap_ldb:use rfc2307 = yes
`

/** Its own certificate authority, and a certificate for every loopback address that an instance may sit on. */
const makeCertificates = async (folder: string, realm: string): Promise<void> => {
  const at = (name: string): string => join(folder, name)
  mkdirSync(folder, { mode: 0o700 })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  const addresses = Array.from({ length: 254 }, (_, index) => `IP:127.0.0.${index + 1}`)
  await writeFile(at('san.cnf'), `subjectAltName=DNS:localhost,DNS:dc1.${realm.toLowerCase()},${addresses.join(',')}\n`)
  await runProgram('openssl', [
    'req',
    '-x509',
    ...newKey,
    '-days',
    '3650',
    '-subj',
    `/CN=${realm} test CA`,
    '-keyout',
    at('ca-key.pem'),
    '-out',
    at('ca.pem'),
  ])
  await runProgram('openssl', [
    'req',
    ...newKey,
    '-subj',
    `/CN=dc1.${realm.toLowerCase()}`,
    '-keyout',
    at('key.pem'),
    '-out',
    at('csr.pem'),
  ])
  const issuer = ['-CA', at('ca.pem'), '-CAkey', at('ca-key.pem'), '-CAcreateserial', '-days', '3650']
  await runProgram('openssl', [
    'x509',
    '-req',
    '-in',
    at('csr.pem'),
    ...issuer,
    '-extfile',
    at('san.cnf'),
    '-out',
    at('cert.pem'),
  ])
}

/** The test OU, and a service account with rights below it and nowhere else, as an administrator would delegate them. */
const delegate = async (folder: string, base: string): Promise<void> => {
  const store = ['-H', join(folder, 'private/sam.ldb'), '-s', join(folder, 'etc/smb.conf')]
  await runProgram('samba-tool', ['ou', 'create', `${TEST_OU},${base}`, ...store])
  await runProgram('samba-tool', ['user', 'create', SERVICE_USER, SERVICE_PASSWORD, ...store])
  await runProgram('samba-tool', ['user', 'setexpiry', SERVICE_USER, '--noexpiry', ...store])
  const shown = await runProgram('samba-tool', ['user', 'show', SERVICE_USER, '--attributes=objectSid', ...store])
  const sid = /^objectSid: (\S+)$/m.exec(shown)?.[1] ?? ''
  const rights = `(A;CI;RPWPCCDCLCSWRCSDDTCR;;;${sid})`
  await runProgram('samba-tool', [
    'dsacl',
    'set',
    '--action=allow',
    `--objectdn=${TEST_OU},${base}`,
    `--sddl=${rights}`,
    ...store,
  ])
}

/** Samba lets only itself turn the recycle bin on, so this goes to the files of the stopped server, with Debian's Python. */
const ENABLE_RECYCLE_BIN = `
import sys, ldb
from samba.auth import system_session
from samba.param import LoadParm
from samba.samdb import SamDB
settings = LoadParm()
settings.load(sys.argv[1] + '/etc/smb.conf')
directory = SamDB(url=sys.argv[1] + '/private/sam.ldb', session_info=system_session(), lp=settings)
feature = 'CN=Partitions,%s:766ddcd8-acd0-445e-f3b9-a7f9b6744f2a' % directory.get_config_basedn()
request = ldb.Message(ldb.Dn(directory, ''))
request['enableOptionalFeature'] = ldb.MessageElement(feature, ldb.FLAG_MOD_ADD, 'enableOptionalFeature')
directory.modify(request)
`

const provision = async (folder: string, domain: Domain): Promise<void> => {
  await runProgram('samba-tool', [
    'domain',
    'provision',
    `--realm=${domain.realm}`,
    `--domain=${domain.domain}`,
    '--server-role=dc',
    '--dns-backend=NONE',
    `--adminpass=${ADMIN_PASSWORD}`,
    `--targetdir=${folder}`,
    '--use-rfc2307',
    '--host-name=dc1',
    '--option=interfaces=127.0.0.1/8',
    '--option=bind interfaces only=yes',
  ])
  await writeFile(join(folder, 'etc/smb.conf'), smbConf(folder, domain, '127.0.0.1'))
  await delegate(folder, baseOf(domain.realm))
  if (domain.recycleBin) await runProgram('/usr/bin/python3', ['-c', ENABLE_RECYCLE_BIN, folder])
  await makeCertificates(join(folder, 'tls'), domain.realm)
}

/** The folder of a freshly provisioned domain, made once per realm and Samba version (about 12 s) and then copied from. */
export const sambaSnapshot = async (domain: Domain): Promise<string> => {
  const version = await runProgram('samba', ['--version'])
  const parts = [FORMAT, version, domain.realm, domain.domain, domain.recycleBin ?? false]
  const name = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12)
  const snapshot = join(sambaRoot(), `snapshot-${name}`)
  if (existsSync(snapshot)) return snapshot

  const fresh = await mkdtemp(join(sambaRoot(), 'provision-'))
  try {
    await provision(fresh, domain)
    await rename(fresh, snapshot)
  } catch (error) {
    // Another process may have been quicker; its snapshot is as good.
    if (!existsSync(snapshot)) throw error
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
  return snapshot
}

/** A copy of the snapshot in `folder`, set up for its address. */
export const restoreSnapshot = async (domain: Domain, folder: string, address: string): Promise<void> => {
  await runProgram('cp', ['-a', await sambaSnapshot(domain), folder])
  await writeFile(join(folder, 'etc/smb.conf'), smbConf(folder, domain, address))
}
