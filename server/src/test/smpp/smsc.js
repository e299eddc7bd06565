// An SMSC for the server's tests. It is told on stdin what to do, and tells on stdout what happens, as lines of JSON.
import { createInterface } from 'node:readline';
import smpp from 'smpp';

const options = JSON.parse(process.argv[2] ?? '{}');
const sessions = new Set();
let submits = 'accept';
let bindStatus = 0;
let nextId = 100;
let held = [];

const tell = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
const answers = {
  accept: (session, pdu) => session.send(pdu.response({ message_id: `m-${nextId++}` })),
  decimal: (session, pdu) => session.send(pdu.response({ message_id: String(nextId++) })),
  hex: (session, pdu) => session.send(pdu.response({ message_id: (nextId++).toString(16).toUpperCase() })),
  silent: () => {},
  drop: (session) => session.destroy(),
  hold: (session, pdu) => held.push(() => answers.accept(session, pdu)),
  garbage: (session) => session.socket.write(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')),
  nack: (session, pdu) => session.generic_nack({ command_status: 3, sequence_number: pdu.sequence_number }),
  short: (session) => session.socket.write(Buffer.from('0000000580000004', 'hex')),
  stranger: (session, pdu) => session.submit_sm_resp({ sequence_number: pdu.sequence_number + 7000, message_id: 'x' }),
};

function submitted(session, pdu) {
  const text = pdu.message_payload ?? pdu.short_message;
  tell({
    event: 'submit',
    text: text.message,
    header: (text.udh ?? []).map((element) => element.toString('hex')),
    payload: pdu.message_payload !== undefined,
    from: [pdu.source_addr_ton, pdu.source_addr_npi, pdu.source_addr].join('/'),
    to: [pdu.dest_addr_ton, pdu.dest_addr_npi, pdu.destination_addr].join('/'),
    esmClass: pdu.esm_class,
    dataCoding: pdu.data_coding,
    registered: pdu.registered_delivery,
    dltEntity: pdu[0x1400]?.toString(),
    dltTemplate: pdu[0x1401]?.toString(),
    serviceType: pdu.service_type,
    // The library turns it into the time of the SMSC's clock.
    validity: pdu.validity_period ? Math.round((pdu.validity_period - Date.now()) / 1000) : 0,
  });
  if (typeof submits === 'number') session.send(pdu.response({ command_status: submits }));
  else answers[submits](session, pdu);
}

const server = smpp.createServer(options, (session) => {
  session.on('error', () => {});
  session.on('close', () => {
    if (sessions.delete(session)) tell({ event: 'close' });
  });
  session.on('bind_transceiver', (pdu) => {
    tell({ event: 'bind', systemId: pdu.system_id, password: pdu.password, systemType: pdu.system_type, version: pdu.interface_version });
    if (bindStatus === 'silent') return;
    session.send(pdu.response({ command_status: bindStatus, system_id: 'smsc' }));
    if (bindStatus === 0) sessions.add(session);
  });
  session.on('submit_sm', (pdu) => submitted(session, pdu));
  session.on('enquire_link', (pdu) => {
    tell({ event: 'enquire_link' });
    session.send(pdu.response());
  });
  session.on('unbind', (pdu) => {
    tell({ event: 'unbind' });
    session.send(pdu.response(), () => session.close());
  });
});

const commands = {
  submits: ({ answer }) => {
    submits = answer;
  },
  binds: ({ answer }) => {
    bindStatus = answer;
  },
  bindsNot: () => {
    bindStatus = 'silent';
  },
  drop: () => {
    for (const session of sessions) session.destroy();
  },
  huge: () => {
    for (const session of sessions) session.socket.write(Buffer.from('00010001000000050000000000000001', 'hex'));
  },
  unbind: () => {
    for (const session of sessions) session.unbind();
  },
  release: () => {
    submits = 'accept';
    for (const answer of held.splice(0)) answer();
  },
  enquire: () => {
    for (const session of sessions) session.enquire_link((pdu) => tell({ event: 'enquire_link_resp', status: pdu.command_status }));
  },
  deliver: ({ pdu }) => {
    for (const session of sessions) session.deliver_sm(pdu, (answer) => tell({ event: 'deliver_resp', status: answer.command_status }));
  },
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line);
    commands[command.do](command);
    tell({ event: 'done' });
  })
  .on('close', () => process.exit());
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => tell({ event: 'listening', port: server.address().port }));
