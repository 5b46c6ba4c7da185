// SPDX-License-Identifier: MIT
// What emvqr makes for every network is read by other libraries for JavaScript, object by object; what two libraries for
// VietQR make is read by emvqr, and is what emvqr makes itself. A difference that is a known fault of theirs is named
// below; any other fails. usage: node peers_readers.mjs EMVQR FOLDER with node_modules (gate_peers.sh makes it)
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const packages = ['promptparse', 'vietnam-qr-pay', 'vietqr-ts', 'steplix-emvqr', 'emvqr', 'emvco-qr-sdk', 'emv-qrcps']
const [program, folder] = process.argv.slice(2)
const require = createRequire(join(folder, 'x.js'))
const peers = Object.fromEntries(packages.map(name => [name, require(name)]))

// Faults of theirs, each met at least once: the peer, which objects, what becomes of them.
const twoLevels = { where: /^(26|38|62)\.\d\d\./, why: 'reads two levels', is: got => got === undefined }
const primitives = { where: /^(0[2-9]|1\d|2[0-5])$/, why: 'takes a value (02 to 25) for a template', is: () => true }
const language = { where: /^64\./, why: 'does not look into 64', is: got => got === undefined }
const faults = [
    { peer: 'promptparse', ...twoLevels },
    { peer: 'promptparse', where: /./, why: 'runs its CRC over UTF-16 units, so it refuses what is not ASCII',
        is: (got, wanted, payload) => got === undefined && /[^\0-\x7F]/.test(payload) },
    { peer: 'steplix-emvqr', ...twoLevels },
    { peer: 'steplix-emvqr', ...language },
    { peer: 'steplix-emvqr', where: /^62\.9\d$/, why: 'does not know 62.50 to 99', is: got => got === undefined },
    { peer: 'emvqr', ...twoLevels },
    { peer: 'emvqr', ...language },
    { peer: 'emvqr', ...primitives },
    { peer: 'emvqr', where: /^(52|53|58)$/, why: 'puts a name behind the code',
        is: (got, wanted) => got?.startsWith(`${wanted} (`) },
    { peer: 'emvqr', where: /./, why: 'throws at a category that its list lacks',
        is: (got, wanted, payload) => got === undefined && /5204(0000|1111)/.test(payload) },
    { peer: 'emv-qrcps', where: /^whole$/, why: 'takes a value (02 to 25) for a template',
        is: (got, wanted, payload) => /^000201010211(02|15)/.test(payload) },
    { peer: 'emv-qrcps', where: /^whole$/, why: 'loses a value of 62.50 to 99 that is no template, as DuitNow has it',
        is: (got, wanted, payload) => payload.includes('62179013') && got.includes('62049000') },
    { peer: 'emv-qrcps', where: /^whole$/, why: 'loses the percentage in 57',
        is: (got, wanted, payload) => payload.includes('55020357') && !got.includes('55020357') },
    { peer: 'emv-qrcps', where: /^whole$/, why: 'writes a CRC without its leading zeros',
        is: (got, wanted, payload) => /63040[0-9A-F]{3}$/.test(payload) && wanted.startsWith(got.slice(0, -5)) },
    { peer: 'vietqr-ts', where: /^valid$/, why: 'refuses a number of letters, as wallets have it',
        is: (got, wanted, payload) => payload.includes('PSP') },
]
let failed = 0, done = 0
const met = new Set()
const same = (what, got, wanted) => {
    done++
    if (JSON.stringify(got) !== JSON.stringify(wanted)) {
        failed++
        console.error(`${what}\n  got    ${JSON.stringify(got)}\n  wanted ${JSON.stringify(wanted)}`)
    }
}
const agree = (peer, payload, path, got, wanted) => {
    const fault = got === wanted ? undefined
        : faults.find(f => f.peer === peer && f.where.test(path) && f.is(got, wanted, payload))
    if (fault !== undefined) {
        done++
        met.add(fault)
    } else {
        same(`${peer}: ${payload}: ${path}`, got, wanted)
    }
}

const read = payload => JSON.parse(execFileSync(program, ['read', '--json', payload], { encoding: 'utf8' }))
const quiet = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
const make = (...keys) => execFileSync(program, ['make', ...keys], quiet).trim()

// Every object of a tree as emvqr tells it: path and value.
const leaves = objects => objects.flatMap(o => [[o.path, o.value], ...leaves(o.objects ?? [])])

// Each peer's value at a path, or undefined.
const nested = (tree, path, child, value) => {
    let at = tree
    for (const id of path.split('.')) {
        at = at === undefined ? undefined : child(at, id)
    }
    return at === undefined ? undefined : value(at)
}
const text = node => typeof node.data === 'string' ? node.data
    : Object.keys(node.data).map(id => id + String(text(node.data[id]).length).padStart(2, '0') + text(node.data[id])).join('')
const readers = {
    'promptparse': payload => {
        const parsed = peers.promptparse.parse(payload, true) // strict: the CRC too
        return path => path.split('.').length > 2 ? undefined : parsed?.getTagValue(...path.split('.'))
    },
    'steplix-emvqr': payload => {
        const tree = peers['steplix-emvqr'].decode(payload)
        return path => nested({ data: tree }, path, (at, id) => at.data?.[id], text)
    },
    'emvqr': payload => {
        const tree = peers.emvqr.decode(payload)
        return path => nested({ data: tree }, path, (at, id) => at.data?.[id], text)
    },
    'emvco-qr-sdk': payload => {
        const tree = peers['emvco-qr-sdk'].parseQR(payload)
        return path => nested({ subTags: tree }, path, (at, id) => at.subTags?.find(t => t.tag === id), node => node.value)
    },
}

const shop = ['name=SHOP', 'city=CITY', 'category=5812']
const made = [
    ['promptpay', 'mobile=0812345678', 'amount=50'],
    ['promptpay', 'biller_id=099400016550100', 'ref1=CUSTOMER001', 'ref2=INV001', 'ref3=SCB', 'amount=3649.22'],
    ['promptpay', 'type=bill-cross-border', 'biller_id=099400016550100', 'ref1=A', 'local_currency=JPY', 'local_amount=300',
        'local_country=JP', 'country=JP'],
    ['vietqr', 'bank=VCB', 'account=0011000123456'],
    ['vietqr', 'bank=VCB', 'account=0011000123456', 'amount=180000', 'message=thanh toan'],
    ['vietqr', 'bank=VCB', 'card=9704031101234567'],
    ['vietqr', 'bank=VCB', 'account=1', 'service=QRPUSH', ...shop],
    ['qris', 'guid=COM.EXAMPLE.WWW', 'merchant_pan=936009143000000018', 'merchant_id=G1', 'criteria=UMI',
        'nmid=ID1018000000019', 'postal_code=10110', 'terminal=A01', ...shop],
    ['qris', 'merchant_pan=936009143000000018', 'merchant_id=G1', 'criteria=UMI', 'amount=15000', 'tip=5%',
        'nmid=ID1018000000019', 'postal_code=10110', ...shop],
    ['duitnow', 'acquirer=RHB Bank', 'qr_id=1', 'amount=5', ...shop],
    ['duitnow', 'acquirer=RHB Bank', 'qr_id=1', 'name=SURAU', 'category=0000'],
    ['duitnow', 'biller_code=1234', 'ref1=0120000000000', 'name=SHOP'],
    ['lapnet', 'bank=BCEL', 'payment_type=002', 'receiver_id=mch0000000000001', '15=2031041800520446mch000000000001', ...shop],
    ['lapnet', 'bank=BCEL', 'payment_type=001', 'receiver_id=ABCDEFGHIJKLMNOPQRSTUVWX', 'name=A', 'name_local=ສົມໃຈ'],
    ['alipay', 'url=https://qr.alipay.com/example', 'currency=SGD', 'country=SG', ...shop],
    ['visa', 'account=4000000000000002', 'currency=USD', 'country=US', ...shop],
]
for (const keys of made) {
    const payload = make(...keys), objects = leaves(read(payload).objects)
    for (const [peer, reader] of Object.entries(readers)) {
        let value = () => undefined
        try {
            value = reader(payload)
        } catch { /* then it has no value for any object */ }
        for (const [path, wanted] of objects) {
            agree(peer, payload, path, value(path), wanted)
        }
    }
    // This one reads and writes again; it checks no CRC when it reads.
    agree('emv-qrcps', payload, 'whole', peers['emv-qrcps'].Merchant.Parser.toEMVQR(payload).generatePayload(), payload)
}

// VietQR and VNPAY, both ways.
const { QRPay } = peers['vietnam-qr-pay'], { generateVietQR, parse, validate } = peers['vietqr-ts']
const bank = { bankBin: '970436', bankNumber: '0011000123456' }
const account = { bankBin: '970436', accountNumber: '0011000123456', serviceCode: 'QRIBFTTA' }
const pairs = [
    [QRPay.initVietQR(bank).build(), ['vietqr', 'bank=VCB', 'account=0011000123456']],
    [QRPay.initVietQR({ ...bank, amount: '180000', purpose: 'thanh toan' }).build(),
        ['vietqr', 'bank=VCB', 'account=0011000123456', 'amount=180000', 'message=thanh toan']],
    [QRPay.initVietQR({ bankBin: '971025', bankNumber: 'PSP000000000000001' }).build(),
        ['vietqr', 'bank=MoMo', 'account=PSP000000000000001']],
    [generateVietQR(account).rawData, ['vietqr', 'bank=970436', 'account=0011000123456']],
    [generateVietQR({ ...account, amount: '180000', purpose: 'thanh toan' }).rawData,
        ['vietqr', 'bank=Vietcombank', 'account=0011000123456', 'amount=180000', 'message=thanh toan']],
]
for (const [theirs, keys] of pairs) {
    const ours = make(...keys), seen = read(theirs)
    same(`${keys}: bytes`, ours, theirs)
    same(`${theirs}: read`, [seen.ok, seen.findings.length, seen.networks[0].network], [true, 0, 'vietqr'])
    const { bank_bin, account: number, service, message } = seen.networks[0].fields
    const pay = new QRPay(ours), parsed = parse(ours)
    same(`vietnam-qr-pay: ${ours}`, [pay.isValid, pay.consumer.bankBin, pay.consumer.bankNumber, pay.provider.service, pay.amount,
        pay.additionalData.purpose, pay.build()], [true, bank_bin, number, service, seen.amount ?? undefined, message, ours])
    same(`vietqr-ts: ${ours}`, [parsed.success, parsed.data?.bankCode, parsed.data?.accountNumber, parsed.data?.amount,
        parsed.data?.message], [true, bank_bin, number, seen.amount ?? undefined, message])
    agree('vietqr-ts', ours, 'valid', validate(parsed.data, ours).isValid, true)
}
const theirs = QRPay.initVNPayQR({ merchantId: '0100000001', merchantName: 'SHOP', store: 'STORE', terminal: 'T1' }).build()
const vnpay = read(theirs), pay = new QRPay(make('vnpay', 'merchant_code=0100000001', 'store=STORE', 'terminal=T1', ...shop))
same(`${theirs}: read`, [vnpay.ok, vnpay.networks.map(n => [n.network, n.fields]), vnpay.additional],
    [true, [['vnpay', { merchant_code: '0100000001' }]], { store: 'STORE', terminal: 'T1' }])
same('vietnam-qr-pay: vnpay', [pay.isValid, pay.merchant.id, pay.merchant.name, pay.additionalData.store,
    pay.additionalData.terminal], [true, '0100000001', 'SHOP', 'STORE', 'T1'])

for (const fault of faults.filter(f => !met.has(f))) {
    failed++
    console.error(`not met any more, so take it off the list: ${fault.peer} ${fault.why}`)
}
console.log(`${done - failed} of ${done} comparisons agree, ${met.size} known faults of the peers among them`)
process.exit(failed === 0 ? 0 : 1)
