const { readFileSync, writeFileSync } = require('node:fs');
const Module = require('node:module');

// Electron's own parts, as far as the snippet uses them.
const handlers = new Map();
const exposed = {};

async function invoke(name, ...values) {
  try {
    return structuredClone(await handlers.get(name)({}, ...values));
  } catch (error) {
    throw new Error(`Error invoking remote method '${name}': ${error}`);
  }
}

const electron = {
  ipcMain: { handle: (name, handler) => handlers.set(name, handler) },
  ipcRenderer: { invoke },
  contextBridge: { exposeInMainWorld: (name, value) => (exposed[name] = value) },
};
const load = Module._load;
Module._load = (name, ...rest) => (name === 'electron' ? electron : load(name, ...rest));

// The snippet is two files, each with its name in a comment.
const [main, preload] = readFileSync('electron.txt', 'utf8').split(/(?=\/\/ preload\.js)/);
writeFileSync('main.js', main);
writeFileSync('preload.js', preload);
require('./main.js');
require('./preload.js');

const [call, ...values] = process.argv.slice(2);
const said = ({ message }) => console.log(message);
exposed.otp[call](...values).then(said, said);
