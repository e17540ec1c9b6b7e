// An OpenID provider for tests, on a free port of this machine: prints its issuer on one line and
// serves until its standard input ends. Its tokens say two factors and one group.
import {createRequire} from "node:module";

const repository = new URL("../../", import.meta.url);
const {OAuth2Server} = createRequire(new URL("npm/package.json", repository))("oauth2-mock-server");
const server = new OAuth2Server();
await server.issuer.keys.generate("RS256");
server.service.on("beforeTokenSigning", token => {
  token.payload.amr = ["pwd", "mfa"];
  token.payload.groups = ["insyn-vo", "other"];
});
await server.start(0, "127.0.0.1");
console.log(server.issuer.url);
process.stdin.resume();
process.stdin.on("end", () => server.stop());
