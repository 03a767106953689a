/**
 * Corrects every face while the HTML is being parsed, before any module has loaded: the server printed what remained at its
 * time, and Navigation Timing says between which two local instants that was. Faces and chip then say how well they know it;
 * without scripts the page says "as of" instead. A page that the browser had kept is left alone: nobody knows how old it is.
 *
 * It is printed into each page, so it is written as short as it can be. `b` is the bound (web.md 1.2: the whole of the wait
 * for the answer), `a` how long ago the stamp was made, `r` what remains, in seconds, and never 0 before it is certain.
 */
export const FIRST_BYTE =
  "(function(d,p){var n=p.getEntriesByType('navigation')[0],a,b,c,k,q=function(v){return(v<10?'0':'')+(v|0)};" +
  "if(!n||!n.responseStart||n.type=='back_forward'||n.deliveryType=='cache')return;" +
  "a=p.now()-(n.requestStart+n.responseStart)/2;b=Math.ceil(n.responseStart-n.requestStart)+1;" +
  "k=b>100?'degraded':'synced';" +
  "d.querySelectorAll('[data-deadline-ms]').forEach(function(f){var m=f.dataset,r=m.remainingMs-a,s,h,x,y;" +
  "if(m.format=='hidden'||m.format=='calm'||!(m.remainingMs>0))return;" +
  "s=Math.max(r+b>0?1:0,Math.ceil(r/1e3));h=Math.ceil(s/3600);x=s/86400|0;y=s%86400;" +
  "c=m.format=='dh'&&s>=86400;" +
  "m.format=c?'dh':x?'dhms':s<3600?'ms':'hms';" +
  "x=c?(h/24|0)+'d':x?x+'d':'';" +
  "y=c?q(h%24)+'h':(s<3600?'':q(y/3600)+':')+q(y%3600/60)+':'+q(y%60);" +
  "f.firstElementChild.textContent=x;f.lastElementChild.textContent=y;" +
  "m.shown=(x?x+' ':'')+y;m.remainingMs=Math.max(0,Math.ceil(r));m.boundMs=b;m.clockState=r>b?k:'closing'});" +
  "c=d.querySelector('.chip-clock');" +
  "if(c){c.dataset.clockState=k;c.dataset.boundMs=b;c.lastElementChild.textContent=c.dataset.says.replace('#',b)}" +
  "})(document,performance)";
