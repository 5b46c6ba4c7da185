// SPDX-License-Identifier: MIT
// The payloads of the benchmarks read by JavaScript libraries and by emvqr, in the same run.
// usage: node peers_speed.mjs SPEED PAYLOADS [FOLDER with node_modules]
// SPEED is tests/bench/speed.c, built; PAYLOADS is what tests/bench/instructions.c prints. It installs promptparse and
// vietnam-qr-pay into the folder, and ends with 77 (skipped) where that is not possible. Fails when emvqr_parse
// (CRC, units, tree, duplicates) is not at least twenty times as fast as promptparse's full parse (CRC and tree).
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [speed, file, given] = process.argv.slice(2)
const folder = given ?? mkdtempSync(join(tmpdir(), 'emvqr-peers-'))
const require = createRequire(join(folder, 'x.js'))
let promptparse, vietnam
try {
    if (!given) {
        execFileSync('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund',
            'promptparse', 'vietnam-qr-pay'], { stdio: 'ignore', timeout: 120000 })
    }
    promptparse = require('promptparse')
    vietnam = require('vietnam-qr-pay')
} catch (error) {
    console.error(`skipped: the libraries cannot be installed (${error.code ?? error.message})`)
    process.exit(77)
} finally {
    if (!given) {
        process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
    }
}

const payloads = readFileSync(file, 'utf8').trim().split('\n')
const SECONDS = 2

// Readings in a second of the processor, after as long a time to warm up.
const rate = read => {
    const run = seconds => {
        const spent = () => (({ user, system }) => (user + system) / 1e6)(process.cpuUsage())
        const from = spent()
        let done = 0
        while (spent() - from < seconds) {
            for (let i = 0; i < 50; i++) {
                if (!read(payloads[i % payloads.length])) {
                    throw new Error(`not read: ${payloads[i % payloads.length]}`)
                }
            }
            done += 50
        }
        return done / (spent() - from)
    }
    run(SECONDS)
    return run(SECONDS)
}

const [parse, rules] = execFileSync(speed, ['rates', String(SECONDS)], { input: payloads.join('\n') + '\n', encoding: 'utf8' })
    .trim().split(' ').map(Number)
const peer = rate(payload => promptparse.parse(payload, true, true))
const rates = {
    'emvqr_parse': parse,
    'emvqr_parse and emvqr_check, every rule': rules,
    'promptparse, strict, with inner objects': peer,
    'vietnam-qr-pay': rate(payload => new vietnam.QRPay(payload)),
}
for (const [name, each] of Object.entries(rates)) {
    console.log(`${name.padEnd(40)} ${Math.round(each).toString().padStart(9)} a second`)
}
console.log(`with every rule: ${(rules / peer).toFixed(1)} times as many as promptparse`)
console.log(`the parse: ${(parse / peer).toFixed(1)} times, at least 20   ${parse / peer >= 20 ? 'ok' : 'FAILED'}`)
process.exit(parse / peer >= 20 ? 0 : 1)
