-- What a provider of OpenID Connect calls somebody: issuer and subject. Names there may change hands, this does not.
alter table accounts add column subject text unique;
