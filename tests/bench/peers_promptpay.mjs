// SPDX-License-Identifier: MIT
// What two PromptPay libraries for JavaScript make is read by emvqr with the same fields, and what emvqr makes is read
// by the one that reads. usage: node peers_promptpay.mjs EMVQR FOLDER with node_modules (gate_peers.sh makes it)
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [program, folder] = process.argv.slice(2)
const require = createRequire(join(folder, 'x.js'))
const maker = require('promptpay-qr'), parser = require('promptparse'), generate = require('promptparse/generate')

let failed = 0, done = 0
const same = (what, got, wanted) => {
    done++
    if (JSON.stringify(got) !== JSON.stringify(wanted)) {
        failed++
        console.error(`${what}\n  got    ${JSON.stringify(got)}\n  wanted ${JSON.stringify(wanted)}`)
    }
}
const read = payload => JSON.parse(execFileSync(program, ['read', '--json', payload], { encoding: 'utf8' }))
const make = (...keys) => execFileSync(program, ['make', 'promptpay', ...keys], { encoding: 'utf8' }).trim()

// Both write the objects that we write, but one puts the country before the currency, and the other the sum behind it.
const rows = [
    // what they are asked, what our fields are, what we are asked, whether the bytes are the same
    [maker('0812345678', {}), { mobile: '0066812345678' }, ['mobile=0812345678'], false],
    [maker('+66-81-234-5678', { amount: 4.22 }), { mobile: '0066812345678' },
        ['mobile=0812345678', 'amount=4.22'], false],
    [maker('0994000165501', {}), { national_id: '0994000165501' }, ['tax_id=0994000165501'], false],
    [maker('012345678901234', {}), { ewallet_id: '012345678901234' }, ['ewallet_id=012345678901234'], false],
    [generate.anyId({ type: 'MSISDN', target: '0812345678' }), { mobile: '0066812345678' },
        ['mobile=081-234-5678'], true],
    [generate.anyId({ type: 'MSISDN', target: '0812345678', amount: 30 }), { mobile: '0066812345678' },
        ['mobile=081-234-5678', 'amount=30'], false],
    [generate.anyId({ type: 'NATID', target: '1101700230708' }), { national_id: '1101700230708' },
        ['national_id=1-1017-00230-70-8'], true],
    [generate.anyId({ type: 'EWALLETID', target: '012345678901234' }), { ewallet_id: '012345678901234' },
        ['ewallet_id=012345678901234'], true],
    [generate.trueMoney({ mobileNo: '0812345678' }), { ewallet_id: '140000812345678' }, ['truemoney=0812345678'], true],
    [generate.trueMoney({ mobileNo: '0812345678', message: 'สวัสดี Hello' }),
        { ewallet_id: '140000812345678', message: '0E2A0E270E310E2A0E140E3500200048' + '0065006C006C006F' },
        ['truemoney=0812345678', 'message=สวัสดี Hello'], true],
    [generate.billPayment({ billerId: '099400016550100', ref1: 'CUSTOMER001', ref2: 'INV001', ref3: 'SCB' }),
        { biller_id: '099400016550100', ref1: 'CUSTOMER001', ref2: 'INV001', ref3: 'SCB' },
        ['biller_id=099400016550100', 'ref1=CUSTOMER001', 'ref2=INV001', 'ref3=SCB'], true],
    [generate.billPayment({ billerId: '099400016550100', ref1: 'A', amount: 3649.22 }),
        { biller_id: '099400016550100', ref1: 'A' }, ['biller_id=099400016550100', 'ref1=A', 'amount=3649.22'], false],
]
for (const [theirs, fields, keys, equal] of rows) {
    const seen = read(theirs), ours = make(...keys), again = read(ours)
    const found = seen.findings.filter(f => f.severity !== 'info')
    same(`${theirs}: ok`, [seen.ok, seen.crc.ok, found.length], [true, true, 0])
    same(`${theirs}: fields`, seen.networks.map(n => [n.network, n.fields]), [['promptpay', fields]])
    same(`${keys}: fields`, again.networks.map(n => n.fields), seen.networks.map(n => n.fields))
    same(`${keys}: sum`, [again.amount, again.amount_minor, again.currency, again.initiation],
        [seen.amount, seen.amount_minor, seen.currency, seen.initiation])
    if (equal) {
        same(`${keys}: bytes`, ours, theirs)
    }
    const parsed = parser.parse(ours, true) // strict: the CRC too
    for (const object of again.objects) {
        same(`${ours}: ${object.path}`, parsed?.getTagValue(object.path), object.value)
        for (const inner of object.objects ?? []) {
            const [outer, id] = inner.path.split('.')
            same(`${ours}: ${inner.path}`, parsed?.getTagValue(outer, id), inner.value)
        }
    }
}
console.log(`${done - failed} of ${done} comparisons agree`)
process.exit(failed === 0 ? 0 : 1)
