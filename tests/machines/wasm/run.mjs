// SPDX-License-Identifier: MIT
// Runs the vectors in a module: node run.mjs MODULE. Prints what the other machines' images print.
import { readFileSync } from 'node:fs'

const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]))
console.log(`failed ${instance.exports.failed()}`)
console.log(`digest ${(instance.exports.digest() >>> 0).toString(16).padStart(8, '0')}`)
