-- The base model of an adapter; null for a model of its own.
alter table models add column base varchar(1024);
