// What is wrong with a manifest: by the schemas of Kubernetes and KEDA that npm publishes, and by rules of our own.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { parseAllDocuments } from 'yaml'

const here = dirname(fileURLToPath(import.meta.url))
const parsed = new Map() // the types of Kubernetes are many files, and every check reads them

/** The documents of a file. A key that is there twice is an error. */
export function read(text) {
  return parseAllDocuments(text).filter(document => document.contents !== null).map(document => {
    if (document.errors.length > 0) {
      throw document.errors[0]
    }
    return document.toJS()
  })
}

/** Where the model of a document is published, as in kubernetes-models/apps/v1/Deployment; undefined for a kind that nobody knows. */
function module(manifest) {
  const [group, version] = manifest.apiVersion.includes('/') ? manifest.apiVersion.split('/') : ['', manifest.apiVersion]
  const path = group === 'keda.sh'
    ? `@kubernetes-models/keda/keda.sh/${version}/${manifest.kind}`
    : `kubernetes-models/${group === '' ? '' : `${group}/`}${version}/${manifest.kind}`
  return existsSync(join(here, 'node_modules', `${path}.js`)) ? path : undefined
}

function nameOf(manifest) {
  return `${manifest.kind} ${manifest.metadata?.name}`
}

/** Wrong types, missing fields, values that are none: by the schemas. */
async function againstSchemas(manifest) {
  const path = module(manifest)
  if (path === undefined) {
    return [`${nameOf(manifest)}: no published schema has ${manifest.apiVersion} ${manifest.kind}`]
  }
  const Model = (await import(path))[manifest.kind]
  try {
    new Model(manifest).validate()
    return []
  } catch (error) {
    return [`${nameOf(manifest)}: ${error.message}`]
  }
}

/** Fields that the schemas do not have, at any depth. They let them pass; the types that are made of them do not. */
export function unknownFields(manifests) {
  const known = manifests.filter(manifest => module(manifest) !== undefined)
  const source = known.map((manifest, index) =>
    `import type { I${manifest.kind} as T${index} } from '${module(manifest)}'\n` +
    `export const m${index}: T${index} = ${JSON.stringify(manifest, null, 1)}\n`).join('')
  const file = join(here, 'manifests.generated.ts')
  const options = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, strict: true, noEmit: true,
    skipLibCheck: true, types: [] }
  const host = ts.createCompilerHost(options)
  const original = host.getSourceFile
  host.getSourceFile = (name, ...rest) => {
    if (resolve(name) === file) {
      return ts.createSourceFile(name, source, ts.ScriptTarget.Latest)
    }
    if (!parsed.has(name)) {
      parsed.set(name, original(name, ...rest))
    }
    return parsed.get(name)
  }
  host.fileExists = name => resolve(name) === file || ts.sys.fileExists(name)
  const program = ts.createProgram([file], options, host)
  return ts.getPreEmitDiagnostics(program).map(problem => ts.flattenDiagnosticMessageText(problem.messageText, ' '))
}

/** What every pod of ours keeps to. */
function ownRules(manifest) {
  const pod = manifest.kind === 'Deployment' ? manifest.spec.template.spec
    : manifest.kind === 'ScaledJob' ? manifest.spec.jobTargetRef?.template?.spec : undefined
  if (pod === undefined) {
    return []
  }
  const rules = [
    ['runs as somebody, not as root', pod.securityContext?.runAsNonRoot === true && pod.securityContext?.runAsUser > 0],
    ['has the seccomp profile RuntimeDefault', pod.securityContext?.seccompProfile?.type === 'RuntimeDefault'],
    ['gets no token of the cluster', pod.automountServiceAccountToken === false],
    ['is given time to end', pod.terminationGracePeriodSeconds >= (manifest.kind === 'ScaledJob' ? 120 : 30)],
    ...(pod.containers ?? []).flatMap(container => [
      ['has a read-only root', container.securityContext?.readOnlyRootFilesystem === true],
      ['may not gain rights', container.securityContext?.allowPrivilegeEscalation === false],
      ['drops every capability', container.securityContext?.capabilities?.drop?.includes('ALL') === true],
      ['limits its memory', container.resources?.limits?.memory !== undefined],
      ['names a version of its image', /:\d/.test(container.image) || /@sha256:/.test(container.image)],
      ['has a place for temporary files', container.volumeMounts?.some(mount => mount.mountPath === '/tmp') === true],
      ['has probes where somebody asks it',
        container.ports === undefined || (container.livenessProbe !== undefined && container.readinessProbe !== undefined)]
    ]),
    ...(manifest.kind !== 'ScaledJob' ? [] : [
      ['ends no running pilot when it changes', manifest.spec.rollout?.strategy === 'gradual'],
      ['leaves tries to the queue', manifest.spec.jobTargetRef.backoffLimit === 0 && pod.restartPolicy === 'Never'],
      ['counts wanted minus jobs that have not ended', manifest.spec.scalingStrategy?.strategy === 'default']
    ])
  ]
  return rules.filter(([, holds]) => !holds).map(([rule]) => `${nameOf(manifest)} breaks a rule: it ${rule}`)
}

/** One sentence for each mistake. */
export async function mistakes(manifests) {
  const found = await Promise.all(manifests.map(againstSchemas))
  return [...found.flat(), ...unknownFields(manifests), ...manifests.flatMap(ownRules)]
}

export function file(path) {
  return readFileSync(join(here, '..', path), 'utf8')
}
