create table line as
select ResellerKey as customer, SalesOrderNumber as document, OrderDate::date as day,
  SalesAmount::decimal(19, 4) as amount, EnglishProductCategoryName as category, SalesTerritoryKey as channel
from read_csv('$folder/FactResellerSales.csv.gz', all_varchar = true)
join read_csv('$folder/DimProduct.csv.gz', all_varchar = true) using (ProductKey)
join read_csv('$folder/DimProductSubcategory.csv.gz', all_varchar = true) using (ProductSubcategoryKey)
join read_csv('$folder/DimProductCategory.csv.gz', all_varchar = true) using (ProductCategoryKey);

create table member as
select ResellerKey as customer, unnest([BusinessType, 'All']) as grp
from read_csv('$folder/DimReseller.csv.gz', all_varchar = true);

create table given (customer varchar, start date);
create table period as
select year(first) || '-Q' || quarter(first) as period, first::date as first, (first + to_months(3))::date as after
from range(timestamp '2010-10-01', timestamp '2014-01-01', interval 3 month) r(first)
union all
select year(first)::varchar, first::date, (first + to_years(1))::date
from range(timestamp '2010-01-01', timestamp '2014-01-01', interval 1 year) r(first)
union all values ('ALL:2013', date '0001-01-01', date '2014-01-01');
