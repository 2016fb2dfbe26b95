// Compares what the build takes along with the lists in the repository. Needs no network:
//   ./mvnw -q cyclonedx:makeAggregateBom@default && node .ci/dependencies.mjs            checks
//   ./mvnw -q cyclonedx:makeAggregateBom@default && node .ci/dependencies.mjs --write    rewrites .ci/dependencies.txt
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const REWRITE = './mvnw -q cyclonedx:makeAggregateBom@default && node .ci/dependencies.mjs --write'
const LIST = '.ci/dependencies.txt'
const SBOM = 'target/classes/META-INF/sbom/application.cdx.json'

/** Coordinates to version: one line "group:artifact[:classifier] version"; what follows # is a note. */
export function listed(text) {
  return new Map(text.split('\n')
    .map(line => line.replace(/#.*/, '').trim())
    .filter(line => line !== '')
    .map(line => line.split(/\s+/)))
}

/** The same of an SBOM. */
export function found(sbom) {
  return new Map(sbom.components.map(({ group, name, version, purl }) => {
    const classifier = new URLSearchParams(purl.split('?')[1] ?? '').get('classifier')
    return [[group, name, classifier].filter(Boolean).join(':'), version]
  }).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** One sentence for each difference. */
export function differences(found, listed) {
  const all = [...new Set([...found.keys(), ...listed.keys()])].sort()
  return all.filter(name => found.get(name) !== listed.get(name)).map(name =>
    `${name}: the build has ${found.get(name) ?? 'none'}, ${LIST} has ${listed.get(name) ?? 'none'}`)
}

/** The new list: notes of lines stay, as do lines that are notes alone. */
export function rewritten(text, found) {
  const lines = text.split('\n')
  const head = lines.filter(line => line.startsWith('#'))
  const notes = new Map(lines.filter(line => !line.startsWith('#') && line.includes('#'))
    .map(line => [line.split(/\s+/)[0], line.slice(line.indexOf('#'))]))
  const rows = [...found].map(([name, version]) => [name, version, notes.get(name)].filter(Boolean).join(' '))
  return [...head, ...rows, ''].join('\n')
}

/** One sentence for each mistake: ranges, versions that differ, packages that cannot be told from others, hosts of registries. */
export function npmMistakes(packageJson, lock) {
  const mistakes = []
  const root = lock.packages['']
  for (const kind of ['dependencies', 'devDependencies']) {
    const wanted = packageJson[kind] ?? {}
    const names = new Set([...Object.keys(wanted), ...Object.keys(root[kind] ?? {})])
    for (const name of names) {
      const installed = lock.packages[`node_modules/${name}`]?.version
      const versions = [wanted[name], root[kind]?.[name], installed]
      if (!/^\d+\.\d+\.\d+/.test(wanted[name] ?? '') || new Set(versions).size > 1) {
        mistakes.push(`${name}: frontend/package.json has ${versions[0] ?? 'none'}, the lock wants ${versions[1] ?? 'none'} and has ${
          versions[2] ?? 'none'}; all must be one exact version: npm install --save-exact ${name}@VERSION (in frontend)`)
      }
    }
  }
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path !== '' && (!entry.version || !entry.integrity)) {
      mistakes.push(`${path}: frontend/package-lock.json has no version or no integrity for it: remove it there, then npm install (in frontend)`)
    }
    if (entry.resolved) {
      mistakes.push(`${path}: frontend/package-lock.json names the address ${entry.resolved}: npm install (in frontend), whose .npmrc leaves addresses out`)
    }
  }
  return mistakes
}

function main(folder, write) {
  const read = file => readFileSync(join(folder, file), 'utf8')
  if (!existsSync(join(folder, SBOM))) {
    return [`${SBOM} is missing: ./mvnw -q cyclonedx:makeAggregateBom@default writes it`]
  }
  const now = found(JSON.parse(read(SBOM)))
  if (write) {
    writeFileSync(join(folder, LIST), rewritten(read(LIST), now))
    return []
  }
  const maven = differences(now, listed(read(LIST)))
  if (maven.length > 0) {
    maven.push(`If that is meant, rewrite the list and look at what changed: ${REWRITE}`)
  }
  return [...maven, ...npmMistakes(JSON.parse(read('frontend/package.json')), JSON.parse(read('frontend/package-lock.json')))]
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const messages = main(join(dirname(fileURLToPath(import.meta.url)), '..'), process.argv.includes('--write'))
  messages.forEach(message => console.error(message))
  process.exit(messages.length > 0 ? 1 : 0)
}
