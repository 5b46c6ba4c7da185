// SPDX-License-Identifier: MIT
// The payloads of the benchmarks read by JavaScript libraries and by emvqr, in the same run.
// usage: node peers_speed.mjs SPEED PAYLOADS FOLDER with node_modules (gate_peers.sh makes all three)
// SPEED is tests/bench/speed.c, built; PAYLOADS is what tests/bench/instructions.c prints. Fails when emvqr_parse
// (CRC, units, tree, duplicates) is not at least twenty times as fast as the fastest of them.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [speed, file, folder] = process.argv.slice(2)
const require = createRequire(join(folder, 'x.js'))
const promptparse = require('promptparse'), { QRPay } = require('vietnam-qr-pay'), vietqr = require('vietqr-ts')
const steplix = require('steplix-emvqr'), other = require('emvqr'), sdk = require('emvco-qr-sdk')
const { Merchant } = require('emv-qrcps')
const peers = {
    'promptparse, strict, with inner objects': payload => promptparse.parse(payload, true, true),
    'vietnam-qr-pay': payload => new QRPay(payload).isValid,
    'vietqr-ts': payload => vietqr.parse(payload).success,
    'steplix-emvqr': payload => steplix.decode(payload),
    'npm\'s emvqr': payload => other.decode(payload),
    'emvco-qr-sdk': payload => sdk.parseQR(payload),
    'emv-qrcps, no CRC': payload => Merchant.Parser.toEMVQR(payload),
}
const payloads = readFileSync(file, 'utf8').trim().split('\n')
const SECONDS = 1, AT_LEAST = 20

// Readings in a second of the processor, after half as long a time to warm up.
const rate = (read, texts) => {
    const spent = () => (({ user, system }) => (user + system) / 1e6)(process.cpuUsage())
    const run = seconds => {
        const from = spent()
        let done = 0
        for (; spent() - from < seconds; done += texts.length) {
            texts.forEach(read)
        }
        return done / (spent() - from)
    }
    run(SECONDS / 2)
    return run(SECONDS)
}

const can = read => payload => {
    try {
        return Boolean(read(payload))
    } catch {
        return false
    }
}
const ours = texts => execFileSync(speed, ['rates', String(SECONDS)], { input: texts.join('\n') + '\n', encoding: 'utf8' })
    .trim().split(' ').map(Number)
const show = (name, each, note) => console.log(`${name.padEnd(40)} ${Math.round(each).toString().padStart(9)} a second${note}`)

const [parse, rules] = ours(payloads)
show('emvqr_parse', parse, '')
show('emvqr_parse and emvqr_check, every rule', rules, '')
let failed = 0
for (const [name, read] of Object.entries(peers)) {
    const texts = payloads.filter(can(read)) // some refuse some
    if (texts.length === 0) {
        console.log(`${name.padEnd(40)} reads none of them   FAILED`)
        failed++
        continue
    }
    const each = rate(read, texts), [its] = texts.length < payloads.length ? ours(texts) : [parse]
    const times = its / each, verdict = times >= AT_LEAST ? 'ok' : 'FAILED'
    failed += times < AT_LEAST
    show(name, each, `, ${texts.length} of ${payloads.length}: the parse is ${times.toFixed(1)} times as fast, at least ${AT_LEAST}   ${verdict}`)
}
process.exit(failed === 0 ? 0 : 1)
