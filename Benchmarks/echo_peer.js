// The peer for open sockets: Debian's node-ws (apt install node-ws), one process, as small as it can be.
//   node echo_peer.js PORT
"use strict";
const { WebSocketServer } = require("ws");

const server = new WebSocketServer({
  host: "127.0.0.1", port: Number(process.argv[2]), path: "/socket", perMessageDeflate: false, backlog: 4096,
});
server.on("connection", (socket) => {
  socket.on("error", () => socket.terminate());
  socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
});
server.on("listening", () => console.log(`http://127.0.0.1:${server.address().port}/`));
server.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
