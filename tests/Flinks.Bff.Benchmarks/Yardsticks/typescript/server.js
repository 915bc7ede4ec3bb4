// Answers POST /accounts with what the community's client gets of Flinks, and keeps nothing. One worker for each core, as such servers are deployed.
// node server.js <root of Flinks' API> <customer id> <port>
import cluster from "node:cluster";
import { createServer } from "node:http";
import { availableParallelism } from "node:os";
import { FlinksApi, FlinksHeaderOptions } from "flinks-api";

const [url, customerId, port] = process.argv.slice(2);

if (cluster.isPrimary) {
  for (let worker = 0; worker < availableParallelism(); worker++) {
    cluster.fork();
  }
} else {
  const flinks = new FlinksApi({ country: "CA", customerId, url, apiKey: "made-up", authKey: "made-up", bearerToken: "" });

  const accounts = async () => {
    const { RequestId } = await flinks.getRequestId("00000000-0000-4000-8000-000000001001", { save: true });
    return flinks.post("BankingServices/GetAccountsDetail", {
      includeHeaders: [FlinksHeaderOptions.ApiKey],
      body: { RequestId, WithTransactions: true, DaysOfTransactions: "Days90" },
    });
  };

  createServer(async (request, response) => {
    request.resume();
    if (request.url === "/ready") {
      response.end();
      return;
    }

    try {
      const body = JSON.stringify(await accounts());
      response.writeHead(200, { "Content-Type": "application/json" }).end(body);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  }).listen(Number(port), "127.0.0.1");
}
