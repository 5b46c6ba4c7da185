// SPDX-License-Identifier: MIT
// What libraries for JavaScript find in pictures (PGM, PPM): scan_peers.mjs FOLDER zxing-wasm|jsqr PICTURE...
// FOLDER holds node_modules. For each picture a line of JSON: name, texts (base64), seconds of processor time.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

const [folder, engine, ...names] = process.argv.slice(2)
const require = createRequire(join(resolve(folder), 'x.js'))

function load(name) {
    const file = readFileSync(name)
    const [head, magic, width, height] = file.subarray(0, 60).toString('latin1').match(/^(P[56])\s(\d+)\s(\d+)\s255\s/)
    const pixels = new Uint8ClampedArray(4 * width * height)
    const step = magic === 'P6' ? 3 : 1
    for (let i = 0, from = head.length; i < pixels.length; i += 4, from += step) {
        pixels[i] = file[from]
        pixels[i + 1] = file[from + (step > 1)]
        pixels[i + 2] = file[from + 2 * (step > 1)]
        pixels[i + 3] = 255
    }
    return { data: pixels, width: Number(width), height: Number(height) }
}

async function zxing() {
    const reader = require('zxing-wasm/reader')
    const wasm = new Uint8Array(readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm')))
    await reader.prepareZXingModule({ overrides: { wasmBinary: wasm.buffer }, fireImmediately: true })
    return async image => (await reader.readBarcodes(image, { formats: ['QRCode'] })).map(found => found.bytes)
}

function jsqr() {
    const library = require('jsqr')
    return image => [(library.default ?? library)(image.data, image.width, image.height)]
        .filter(found => found).map(found => Uint8Array.from(found.binaryData))
}

const read = await { 'zxing-wasm': zxing, jsqr }[engine]()
await read(load(names[0])) // what is compiled on the first call does not count
for (const name of names) {
    const image = load(name)
    const begun = process.cpuUsage()
    const texts = await read(image)
    const used = process.cpuUsage(begun)
    console.log(JSON.stringify({ name, texts: texts.map(text => Buffer.from(text).toString('base64')),
        seconds: (used.user + used.system) / 1e6 }))
}
