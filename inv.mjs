import { readdirSync, readFileSync } from 'node:fs';
import { radius } from './dist/test/support/radius.js';
const d='/work/shared/data/public/invictus-stratus/CloudTrail/';
const recs=readdirSync(d).flatMap(n=>JSON.parse(readFileSync(d+n,'utf8')).Records);
const f=await radius(recs, process.argv[2]??'AKIATFQR7NSC8Q4X20BJ');
const by=new Map(recs.map(r=>[r.eventID,r]));
const key=new Set(f.credentials.filter(c=>c.edge===null||c.edge==='KEY').map(c=>c.id));
console.log('events',f.events, 'creds', f.credentials.map(c=>[c.id,c.edge,c.confidence,c.events,c.principal,c.parent].join(' ')).join('\n'));
console.log(f.principals.map(p=>[p.id,p.kind,p.arn,p.parent,p.edge,p.events].join(' ')).join('\n'));
for(const id of f.eventIds){const r=by.get(id); if(key.has(r.userIdentity.accessKeyId)) continue; console.log(r.eventTime,r.eventName,r.userIdentity.type,r.userIdentity.principalId,r.userIdentity.arn,r.userIdentity.accessKeyId,r.sourceIPAddress,r.errorCode??'', r.userIdentity.sessionContext?.attributes?.creationDate??'')}
console.log('SUSPECTS'); for(const s of f.suspects) console.log(s.from,s.to,s.method,s.confidence,s.events,s.reason);
console.log('ORPHANS'); for(const s of f.orphans) console.log(s.id,s.principal,s.events,s.reason);
console.log(f.warnings);
